using Microsoft.Extensions.Logging.Abstractions;
using Synapse.Contracts;
using Synapse.Contracts.Reviews;
using Synapse.Core;
using Synapse.Core.Agents;
using Synapse.Core.Agents.Breakers;
using Synapse.Core.Budgets;
using Synapse.Core.Findings;
using Synapse.Core.Kernel;
using Synapse.Core.Marketplace;
using Synapse.Core.Reputation;
using Synapse.Hosting.Marketplace;

namespace Synapse.Hosting.Tests;

/// <summary>Reviews whose specialists come from the market and are paid out of a budget, on a SQLite file.</summary>
public sealed class ReviewMarketTests : IAsyncLifetime
{
    private const string Tenant = "acme";
    private const string Diff = "--- a/x.py\n+++ b/x.py\n@@ -0,0 +1,2 @@\n+import os\n+os.system(input())\n";
    private const long SecurityPrice = 10_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("synapse-market-").FullName;
    private EmbeddedSynapse _synapse = null!;
    private int _commands;

    public async ValueTask InitializeAsync()
    {
        _synapse = await EmbeddedSynapse.StartAsync(new EmbeddedOptions(Tenant, "tests") { File = Path.Combine(_folder, "journal.db") }, TimeProvider.System, NullLoggerFactory.Instance);
        await PublishAsync("secrets", Category.Secrets, new ListingPrice.Fixed(0));
        await PublishAsync("security", Category.Security, new ListingPrice.Fixed(SecurityPrice));
    }

    public async ValueTask DisposeAsync()
    {
        await _synapse.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_market_chooses_and_whoever_reports_is_paid()
    {
        var report = await ReviewAsync("one");
        Assert.Equal(["secrets", "security"], report.Metadata.Specialists.Select(s => s.Id).Order());
        Assert.Equal(SecurityPrice, report.Metadata.PriceMicroCredits);
        Assert.Equal(SecurityPrice, await SpentAsync());
        Assert.Equal(1, (await SendAsync<ReputationCommand, ReputationReply>(ReputationAggregate.Kind, "security", new ReputationCommand.Observe())).Reply!.Versions.Single().Service.Count);
    }

    [Fact]
    public async Task A_budget_that_runs_out_leaves_what_is_free_and_the_verdict_says_so()
    {
        await SendAsync<BudgetCommand, BudgetReply>(BudgetAggregate.Kind, BudgetAggregate.LedgerId, new BudgetCommand.SetCap("tenant", new BudgetCap(SecurityPrice + 1, BudgetPeriod.Month, BudgetCap.UsualWarnings)));
        Assert.Equal(2, (await ReviewAsync("one")).Metadata.SpecialistsResolved);
        await Until(async () => await SpentAsync() == SecurityPrice);
        var second = await ReviewAsync("two");
        Assert.Equal(["secrets"], second.Metadata.Specialists.Select(s => s.Id));
        Assert.Contains(second.Metadata.Rationale, r => r.Contains("the budget has 1 micro-credits left: without security", StringComparison.Ordinal));
        Assert.Equal(0, second.Metadata.PriceMicroCredits);
        Assert.Equal(SecurityPrice, await SpentAsync());
    }

    [Fact]
    public async Task An_agent_whose_breaker_is_open_is_not_chosen()
    {
        var version = (await ReviewAsync("one")).Metadata.Specialists.Single(s => s.Id == "security").Version;
        await SendAsync<BreakerCommand, BreakerReply>(BreakerAggregate.Kind, "security", new BreakerCommand.Override(version, OverrideKind.Open, DateTimeOffset.UtcNow.AddHours(1), "it is being mended"));
        Assert.Equal(["secrets"], (await ReviewAsync("two")).Metadata.Specialists.Select(s => s.Id));
    }

    [Fact]
    public async Task What_a_person_says_of_a_finding_reaches_the_reputation_of_its_agent()
    {
        var report = await ReviewAsync("one");
        var finding = report.Findings.First(f => f.Specialist == "security");
        (await _synapse.AnswerAsync("one", new FindingResponse(finding.Fingerprint, "accepted", "right", "a1"))).Required();
        await Until(async () =>
            (await SendAsync<ReputationCommand, ReputationReply>(ReputationAggregate.Kind, "security", new ReputationCommand.Observe())).Reply!.Versions is [{ Skills: [{ Skill: var skill }] }]
            && skill == new Capability(Category.Security, "python"));
    }

    private async Task<ReviewReport> ReviewAsync(string id)
    {
        (await _synapse.SubmitAsync(new ReviewSubmission(id, Diff) { Repository = "shop", Team = "web" })).Required();
        await foreach (var _ in _synapse.FollowAsync(id, TestContext.Current.CancellationToken))
        {
        }

        return (await _synapse.ReadReportAsync(id)).Required();
    }

    /// <summary>Of the first review's reservation, once it is settled: who reserves under the same id hears how it ended.</summary>
    private async Task<long> SpentAsync()
    {
        var spent = 0L;
        await Until(async () =>
        {
            var reply = await SendAsync<BudgetCommand, BudgetReply>(BudgetAggregate.Kind, BudgetAggregate.LedgerId, new BudgetCommand.Reserve("one#1", 0, 0, ["tenant"], DateTimeOffset.UtcNow.AddHours(1)));
            spent = reply.Reply?.Settlement?.Spent ?? -1;
            return spent >= 0;
        });
        return spent;
    }

    private async Task PublishAsync(string agent, Category category, ListingPrice price) => Assert.Null((await SendAsync<MarketCommand, MarketReply>(MarketAggregate.Kind, ReviewMarket.Name, new MarketCommand.Publish(
        new Listing(agent, "1.0.0", "synapse", ListingTier.Junior, [new Capability(category, "*")], ListingLimits.None, [], price, new ListingSla(TimeSpan.FromSeconds(5), 9_900), "MIT", IsThirdParty: false, IsRemote: false), 0))).Refusal);

    private Task<Answer<TReply>> SendAsync<TCommand, TReply>(string kind, string id, TCommand command)
        where TReply : class => _synapse.Engine.SendAsync<TCommand, TReply>(new AggregateId(Tenant, kind, id), command, "tests", $"test/{_commands++}");

    private static async Task Until(Func<Task<bool>> condition)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await condition())
        {
            await Task.Delay(5, bound.Token);
        }
    }
}
