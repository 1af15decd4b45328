using System.Globalization;
using Synapse.Core.Agents;
using Synapse.Core.Budgets;
using Synapse.Core.Findings;
using Synapse.Core.Kernel;
using Synapse.Core.Marketplace;
using Synapse.Core.Reputation;
using Synapse.Core.Reviews;
using Synapse.Runtime.Budgets;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Marketplace;
using Synapse.Runtime.Reputation;
using Synapse.Runtime.Reviews;

namespace Synapse.Market.Sample;

/// <summary>What came of it, read from the journal alone.</summary>
internal sealed class MarketReport(IJournalStore journal, MarketRun run)
{
    /// <summary>Whether the books are in order.</summary>
    public async Task<bool> PrintAsync()
    {
        var plans = new Dictionary<string, ReviewState>(StringComparer.Ordinal);
        foreach (var (id, _, _) in run.Reports)
        {
            plans[id] = new ReviewEventCodec().Fold((await journal.ReadAsync(new AggregateId(MarketRun.Tenant, ReviewAggregate.Kind, id), 0, CancellationToken.None)).Events);
        }

        Verdicts(plans);
        Decisions(plans);
        var isBalanced = await LedgerAsync();
        await ReputationsAsync();
        await FiguresAsync();
        return isBalanced;
    }

    private void Verdicts(Dictionary<string, ReviewState> plans)
    {
        Title("Verdicts");
        foreach (var group in run.Reports.GroupBy(r => (r.Report.Status, r.Report.Severity)).OrderBy(g => g.Key))
        {
            Console.WriteLine($"  {group.Key.Status,-10} {group.Key.Severity,-10} {group.Count(),4}");
        }

        var less = plans.Values.Where(p => p.Plan?.Market?.Shortage is not null).OrderBy(p => p.RequestedAt).ToList();
        var first = less.FirstOrDefault();
        Console.WriteLine($"  {run.Reports.Count} reviewed; {less.Count} did with less than the market would have chosen, the first after {plans.Values.Count(p => first is not null && p.RequestedAt < first.RequestedAt)}:");
        foreach (var text in less.Select(s => s.Plan!.Market!.Shortage!).Where((_, i) => i == 0 || i == less.Count - 1))
        {
            Console.WriteLine($"    \"{text}\"");
        }

        Console.WriteLine("  by tier (reviews that hired one):");
        foreach (var tier in Enum.GetValues<ListingTier>())
        {
            Console.WriteLine($"    {tier,-10} {plans.Values.Count(p => p.Plan!.Market!.Decision.Chosen.Any(c => c.Tier == tier)),4}");
        }

        var remote = plans.Values.SelectMany(p => p.Specialists).Where(s => s.Assignment.Specialist == MarketListings.Remote).ToList();
        Console.WriteLine($"  the remote agent was hired {remote.Count} times and reported {remote.Count(s => s.Status == ProgressStatus.Reported)} times");
    }

    private void Decisions(Dictionary<string, ReviewState> plans)
    {
        Title("Three decisions of the market, explained");
        var all = run.Reports.Select(r => (r.Id, State: plans[r.Id])).Where(r => r.State.Plan!.Market!.Shortage is null).ToList();
        (string What, Func<ChangeProfile, bool> Fits)[] kinds =
            [("a small, simple change", c => c.IsSmallAndSimple), ("a complex change", c => !c.IsSmallAndSimple && !c.IsArchitecture), ("a change of the architecture", c => c.IsArchitecture)];
        foreach (var (what, fits) in kinds)
        {
            var (id, state) = all.FirstOrDefault(r => fits(ChangeProfile.Of(r.State.Change!, r.State.Path)));
            if (state is null)
            {
                Console.WriteLine($"  no {what} among them");
                continue;
            }

            var decision = state.Plan!.Market!.Decision;
            Console.WriteLine($"  {id}, {what}: {state.Change!.FilesChanged} files, {state.Change.ChangedLines} lines; expected {decision.ValueMicroCredits:#,0} for {decision.PriceMicroCredits:#,0}");
            foreach (var chosen in decision.Chosen)
            {
                Console.WriteLine($"    + {chosen.Agent}: {chosen.Why}");
            }

            foreach (var other in decision.Weighed.Where(w => w.WhyNot != NotChosen.No))
            {
                Console.WriteLine($"    - {other.Agent} ({other.Tier.ToString().ToLowerInvariant()}): {other.WhyNot}, {other.PriceMicroCredits:#,0} asked, {other.NetMicroCredits:#,0} expected beyond that");
            }
        }
    }

    private async Task<bool> LedgerAsync()
    {
        Title("Ledger");
        var (state, entries, moved) = (BudgetState.Empty, 0, 0L);
        var isBalanced = true;
        foreach (var recorded in (await journal.ReadAsync(BudgetAggregate.IdOf(MarketRun.Tenant), 0, CancellationToken.None)).Events)
        {
            var @event = BudgetForm.Current.Events.Decode(recorded.Event.Type, recorded.Event.Data);
            var postings = Ledger.Of(@event);
            (entries, moved) = (entries + (postings.Count > 0 ? 1 : 0), moved + postings.Where(p => p.MicroCredits > 0).Sum(p => p.MicroCredits));
            isBalanced &= postings.Sum(p => p.MicroCredits) == 0;
            state = BudgetState.Evolve(state, @event);
            isBalanced &= state.Windows.Values.All(w => w.Spent + w.Reserved <= state.Caps[w.Cap].LimitMicroCredits);
        }

        foreach (var (account, balance) in state.Accounts)
        {
            Console.WriteLine($"  {account,-20} {balance,14:#,0}");
        }

        var sum = state.Accounts.Values.Sum();
        var spent = state.Accounts.Where(a => a.Key != Ledger.Funding && a.Key != Ledger.Reserved).Sum(a => a.Value);
        Console.WriteLine($"  {"sum",-20} {sum,14:#,0}   ({entries} entries, {moved:#,0} micro-credits moved, {state.Reservations.Count} reservations open)");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  the cap is {run.Cap:#,0}; {spent * 100.0 / run.Cap:0.0} % of it is spent, and at no time was more than it spent and reserved: {(isBalanced ? "yes" : "NO")}"));
        return isBalanced && sum == 0 && state.Reservations.Count == 0;
    }

    private async Task ReputationsAsync()
    {
        Title("Reputations (lower bound and mean of the accuracy, in %; evidence in outcomes)");
        await foreach (var id in journal.StreamsAsync(ReputationAggregate.Kind, MarketRun.Tenant, CancellationToken.None))
        {
            var events = (await journal.ReadAsync(id, 0, CancellationToken.None)).Events.Select(e => ReputationForm.Current.Events.Decode(e.Event.Type, e.Event.Data));
            var state = events.Aggregate(ReputationState.Empty, ReputationState.Evolve);
            var reply = ReputationAggregate.Decide(state, new ReputationCommand.Observe(), new Facts(DateTimeOffset.UtcNow, "demo", "observe")).Reply!;
            var newest = reply.Versions[^1];
            Console.WriteLine($"  {id.Id}: {newest.Service.Count} pieces of work, half of them within {newest.Service.ResponseAt(50)} ms");
            foreach (var skill in newest.Skills)
            {
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"    {Names.Of(skill.Skill.Category)}/{skill.Skill.Language,-12} {skill.Score.BasisPoints / 100.0,5:0.0} {skill.Score.MeanBasisPoints / 100.0,5:0.0} {skill.Score.Evidence.Total / (double)Tally.One,6:0.0}"));
            }
        }
    }

    private async Task FiguresAsync()
    {
        Title("The market");
        using var board = new MarketBoard(journal, new AggregateId(MarketRun.Tenant, MarketAggregate.Kind, Hosting.Marketplace.ReviewMarket.Name), TimeProvider.System, TimeSpan.Zero);
        var state = (await board.ReadAsync(CancellationToken.None)).State;
        Console.WriteLine($"  {"capability",-24} {"asked",6} {"filled",8} {"price",9} {"of worth",9} {"able",6} {"beside the next best",22}");
        foreach (var f in MarketAnalytics.Of(state, DateOnly.FromDateTime(DateTime.UtcNow), 30))
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {f.Capability,-24} {f.Asked,6} {f.FillRate / 100.0,6:0.0} % {f.AveragePriceMicroCredits,9:#,0} {f.Efficiency / 100.0,7:0.0} % {f.CandidatesPerMatchHundredths / 100.0,6:0.0} {f.Competitiveness / 100.0,20:0.0} %"));
        }
    }

    private static void Title(string text) => Console.WriteLine($"\n{text}");
}
