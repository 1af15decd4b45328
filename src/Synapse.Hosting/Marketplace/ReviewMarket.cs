using System.Collections.Concurrent;
using System.Globalization;
using Synapse.Core;
using Synapse.Core.Agents;
using Synapse.Core.Agents.Breakers;
using Synapse.Core.Budgets;
using Synapse.Core.Kernel;
using Synapse.Core.Marketplace;
using Synapse.Core.Reviews;
using Synapse.Hosting.Agents;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Marketplace;

namespace Synapse.Hosting.Marketplace;

/// <summary>
/// Finds the specialists of a review on the tenant's market, within its budget. What they cost is reserved before the review begins; where nothing is listed, the
/// coordinator's list decides and nothing is paid. May be used from any thread.
/// </summary>
public sealed class ReviewMarket(ReviewAgents agents, IJournalStore journal, IEngine engine, TimeProvider time) : IDisposable
{
    /// <summary>The market of reviews, in each tenant.</summary>
    public const string Name = "main";

    private const string Actor = "market";

    /// <summary>Others reserve at the same time, and breakers open: so often is it tried to find a choice that holds, and then only what is free is chosen.</summary>
    private const int MaxAttempts = 4;

    /// <summary>How long credits stay reserved after a review's deadline, should nobody settle.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, (MarketBoard Board, StandingBook Standings)> _tenants = new(StringComparer.Ordinal);

    /// <summary>The plan of a review: the coordinator's own where the tenant has no market.</summary>
    public async Task<ReviewPlan> PlanAsync(string tenant, string reviewId, ReviewRequest request, ReviewPlan own, CancellationToken cancellationToken)
    {
        var known = TenantOf(tenant);
        if ((await known.Board.ReadAsync(cancellationToken)).Candidates.Count == 0)
        {
            return own;
        }

        var review = new AggregateId(tenant, ReviewAggregate.Kind, reviewId);
        if ((await engine.SendAsync<ReviewCommand, ReviewReply>(review, new ReviewCommand.Observe(), Actor, "observe")).Reply is not null)
        {
            // It is there and has its plan; a second one would only reserve credits that nobody uses.
            return own;
        }

        var (index, change, scopes) = (await IndexAsync(known, cancellationToken), ProfileOf(request, own), ScopesOf(reviewId, request));
        for (var attempt = 1; ; attempt++)
        {
            var budget = attempt < MaxAttempts ? await HeadroomAsync(tenant, scopes) : 0;
            var match = index.RequestFor(reviewId, change, budget, own.Deadline);
            var decision = index.Match(match);
            var reservation = decision.PriceMicroCredits > 0 ? $"{reviewId}#{attempt.ToString(CultureInfo.InvariantCulture)}" : null;
            if (reservation is not null && !await ReserveAsync(tenant, reservation, decision.PriceMicroCredits, scopes, own.Deadline))
            {
                continue;
            }

            var chosen = await HireAsync(tenant, reviewId, index, decision, own);
            if (chosen is null && attempt < MaxAttempts)
            {
                // A breaker has opened since its standing was read.
                known.Standings.Expire();
                index = await IndexAsync(known, cancellationToken);
                if (reservation is not null)
                {
                    await SendAsync(tenant, new BudgetCommand.Release(reservation), $"release/{reservation}");
                }

                continue;
            }

            var outcome = MatchOutcome.Of(match, decision, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
            return own with
            {
                Specialists = (chosen ?? []).ToValueList(),
                Market = new ReviewMarketPlan(Name, decision, outcome, ShortageOf(index, match, decision), reservation),
            };
        }
    }

    /// <summary>Whom the market would choose now, and why; nothing is recorded or reserved.</summary>
    /// <param name="budgetMicroCredits">The most that may be spent; null for what is left of the tenant's budget.</param>
    public async Task<MatchDecision> PreviewAsync(string tenant, string reviewId, ReviewRequest request, ReviewPlan own, long? budgetMicroCredits, CancellationToken cancellationToken)
    {
        var index = await IndexAsync(TenantOf(tenant), cancellationToken);
        var budget = budgetMicroCredits ?? await HeadroomAsync(tenant, ScopesOf(reviewId, request));
        return index.Match(index.RequestFor(reviewId, ProfileOf(request, own), budget, own.Deadline));
    }

    public void Dispose()
    {
        foreach (var (board, standings) in _tenants.Values)
        {
            board.Dispose();
            standings.Dispose();
        }
    }

    private static ChangeProfile ProfileOf(ReviewRequest request, ReviewPlan own) => ChangeProfile.Of(request, Classification.Of(request, own.Classification).Path);

    private static ValueList<string> ScopesOf(string reviewId, ReviewRequest request) => BudgetScopes.Of(reviewId, request.Repository ?? "", request.Team ?? "");

    /// <summary>The market with what is known of its agents.</summary>
    private static async Task<MarketIndex> IndexAsync((MarketBoard Board, StandingBook Standings) known, CancellationToken cancellationToken)
    {
        var policy = (await known.Board.ReadAsync(cancellationToken)).State.Policy;
        known.Board.Use(await known.Standings.ReadAsync(policy.PriorQualityBasisPoints, cancellationToken));
        return await known.Board.ReadAsync(cancellationToken);
    }

    /// <summary>What the budget kept the review from having, in words.</summary>
    private static string? ShortageOf(MarketIndex index, MatchRequest request, MatchDecision decision)
    {
        if (request.BudgetMicroCredits >= BudgetCap.MaxMicroCredits)
        {
            return null;
        }

        var free = index.Match(request with { BudgetMicroCredits = BudgetCap.MaxMicroCredits });
        var missing = free.Chosen.Where(c => decision.Chosen.All(d => d.Agent != c.Agent)).Select(c => $"{c.Agent} ({c.PriceMicroCredits.ToString(CultureInfo.InvariantCulture)})").ToList();
        return missing.Count == 0 || free.ValueMicroCredits <= decision.ValueMicroCredits
            ? null
            : $"the budget has {request.BudgetMicroCredits.ToString(CultureInfo.InvariantCulture)} micro-credits left: without {string.Join(", ", missing)}";
    }

    private async Task<long> HeadroomAsync(string tenant, ValueList<string> scopes) =>
        (await SendAsync(tenant, new BudgetCommand.Observe(scopes), "observe")).Reply?.Headroom ?? BudgetCap.MaxMicroCredits;

    private async Task<bool> ReserveAsync(string tenant, string id, long price, ValueList<string> scopes, TimeSpan deadline) =>
        (await SendAsync(tenant, new BudgetCommand.Reserve(id, price, price, scopes, time.GetUtcNow() + deadline + Grace), $"reserve/{id}")).Reply is { Settlement: null } reply && reply.Granted >= price;

    private Task<Answer<BudgetReply>> SendAsync(string tenant, BudgetCommand command, string commandId) =>
        engine.SendAsync<BudgetCommand, BudgetReply>(BudgetAggregate.IdOf(tenant), command, Actor, commandId);

    /// <summary>The chosen as a review names them, each with the permit of its breaker; null when one of them is not to be called now.</summary>
    private async Task<List<PlannedSpecialist>?> HireAsync(string tenant, string reviewId, MarketIndex index, MatchDecision decision, ReviewPlan own)
    {
        var hired = new List<PlannedSpecialist>();
        foreach (var chosen in decision.Chosen)
        {
            var listing = index.State.Listings[chosen.Agent].Listing!;
            var local = own.Specialists.FirstOrDefault(s => s.Id == chosen.Agent);
            var version = local?.Version ?? listing.Version;
            var answer = await engine.SendAsync<BreakerCommand, BreakerReply>(
                new AggregateId(tenant, BreakerAggregate.Kind, chosen.Agent), new BreakerCommand.Acquire(version, 1, time.GetUtcNow()), Actor, $"acquire/{reviewId}");
            if (answer.Reply?.Permit is not { } permit)
            {
                return null;
            }

            hired.Add(new PlannedSpecialist(
                chosen.Agent, version, local?.Tier ?? AgentTier.Deep, local?.Deadline ?? listing.Sla.Deadline,
                local?.Expertise ?? listing.Capabilities.Select(c => c.Category).Distinct().ToValueList(),
                new SpecialistContract(chosen.PriceMicroCredits, listing.Publisher, chosen.ListingRevision, permit.Generation)));
        }

        return hired;
    }

    private (MarketBoard Board, StandingBook Standings) TenantOf(string tenant) => _tenants.GetOrAdd(tenant, t => (
        new MarketBoard(journal, MarketOf(t), time, MarketBoard.DefaultStaleness),
        new StandingBook(t, engine, journal, [.. agents.Specialists.Select(s => s.Id)], time)));

    private static AggregateId MarketOf(string tenant) => new(tenant, MarketAggregate.Kind, Name);
}
