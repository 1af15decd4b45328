using Synapse.Core;
using Synapse.Core.Agents;
using Synapse.Core.Agents.Breakers;
using Synapse.Core.Agents.Registry;
using Synapse.Core.Budgets;
using Synapse.Core.Findings;
using Synapse.Core.Kernel;
using Synapse.Core.Marketplace;
using Synapse.Core.Queues;
using Synapse.Core.Reputation;
using Synapse.Core.Signals;
using Synapse.Runtime.Engine;
using Synapse.Storage;

namespace Synapse.Conformance.Engine;

/// <summary>What every engine must do with queues, budgets, agents, breakers, reputations and markets; each inherits it.</summary>
public abstract class KindConformance
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private static readonly AggregateId Jobs = IdOf(QueueAggregate.Kind, "jobs");

    private readonly MemoryJournal _journal = new();
    private int _commands;

    protected abstract Task<EngineHost> StartAsync(MemoryJournal journal);

    [Fact]
    public async Task A_queue_gives_each_item_to_one_worker_and_takes_it_back_when_a_lease_runs_out()
    {
        await using var host = await StartAsync(_journal);
        var ids = Enumerable.Range(0, 20).Select(i => $"i{i}").ToList();
        await AllAsync<QueueCommand, QueueReply>(host, Jobs, ids.Select(id => new QueueCommand.Enqueue([WorkItem.Of(id, "t", "payload")])));
        var claims = (await AllAsync<QueueCommand, QueueReply>(host, Jobs, Enumerable.Range(0, 8).Select(w => new QueueCommand.Claim($"w{w}", 5, Lease, [])))).Select(a => a.Reply!).ToList();
        Assert.Equal(ids.Order(), claims.SelectMany(c => c.Work).Select(w => w.Item.Id).Order());

        var kept = claims.First(c => c.Work.Count > 0).Work[0];
        var done = claims.SelectMany(c => c.Work).Where(w => w != kept).Select(w => new WorkToken(w.Item.Id, w.Token)).ToValueList();
        Assert.Empty((await QueueAsync(host, new QueueCommand.Complete(done))).Stale);
        await host.AdvanceAsync(Lease + TimeSpan.FromSeconds(1));
        ValueList<ClaimedWork> again = [];
        await UntilAsync(async () => (again = (await QueueAsync(host, new QueueCommand.Claim("late", 5, Lease, []))).Work).Count > 0);
        Assert.True(Assert.Single(again).Token > kept.Token);
        Assert.Equal([kept.Item.Id], (await QueueAsync(host, new QueueCommand.Complete([new WorkToken(kept.Item.Id, kept.Token)]))).Stale);
        Assert.Equal((20, 19, 1), (await QueueAsync(host, new QueueCommand.Observe())).Counts is var counts ? (counts.Enqueued, counts.Done, counts.Leased) : default);
    }

    [Fact]
    public async Task What_is_due_later_is_ready_then()
    {
        await using var host = await StartAsync(_journal);
        await QueueAsync(host, new QueueCommand.Schedule("hourly", "0 * * * *", WorkItem.Of("report", "t", "payload")));
        Assert.Empty((await QueueAsync(host, new QueueCommand.Claim("w", 5, Lease, []))).Work);
        await host.AdvanceAsync(TimeSpan.FromHours(1));
        await UntilAsync(async () => (await QueueAsync(host, new QueueCommand.Claim("w", 5, Lease, []))).Work.Count == 1);
    }

    [Fact]
    public async Task A_budget_is_never_overspent_by_those_who_reserve_at_the_same_time()
    {
        await using var host = await StartAsync(_journal);
        var id = BudgetAggregate.IdOf("t");
        await SendAsync<BudgetCommand, BudgetReply>(host, id, new BudgetCommand.SetCap("tenant", new BudgetCap(100, BudgetPeriod.None, BudgetCap.UsualWarnings)));
        var expiry = new DateTimeOffset(2026, 1, 2, 4, 0, 0, TimeSpan.Zero);
        var answers = await AllAsync<BudgetCommand, BudgetReply>(host, id, Enumerable.Range(0, 30).Select(i => new BudgetCommand.Reserve($"r{i}", 7, 1, BudgetScopes.Of($"r{i}", "", ""), expiry)));
        Assert.Equal(100, answers.Sum(a => a.Reply?.Granted ?? 0));
        Assert.All(answers.Where(a => a.Refusal is not null), a => Assert.Equal(RefusalCode.Exhausted, a.Refusal!.Code));
        await host.UntilAsync(() => host.Signals.Any(s => s.Signal.Type == SignalTypes.BudgetExhausted));

        // Nobody settles, and the credits come back.
        await host.AdvanceAsync(TimeSpan.FromHours(2));
        await UntilAsync(async () => (await SendAsync<BudgetCommand, BudgetReply>(host, id, new BudgetCommand.Observe(["tenant"]))).Reply!.Headroom == 100);
    }

    [Fact]
    public async Task An_agent_is_registered_listed_judged_and_its_breaker_trips()
    {
        await using var host = await StartAsync(_journal);
        var skill = new Capability(Category.Security, "csharp");
        var profile = new AgentProfile(AgentKind.Remote, "1.0", new string('a', 64), AgentTier.Deep, "", [skill], [], 0, "acme", "MIT", "", "", []);
        Assert.Equal(AgentStatus.Registered, (await SendAsync<AgentCommand, AgentReply>(host, IdOf(AgentAggregate.Kind, "guard"), new AgentCommand.Register(profile))).Reply!.Status);
        await host.UntilAsync(() => host.Signals.Any(s => s.Signal.Type == SignalTypes.AgentRegistered));

        var listing = new Listing("guard", "1.0", "acme", ListingTier.Senior, [skill], ListingLimits.None, [], new ListingPrice.PerLine(10, 100), new ListingSla(TimeSpan.FromSeconds(30), 9_900), "MIT", false, true);
        Assert.Equal(listing, (await SendAsync<MarketCommand, MarketReply>(host, IdOf(MarketAggregate.Kind, "main"), new MarketCommand.Publish(listing, 0))).Reply!.Entry!.Listing);

        var judgement = new Judgement("1.0", skill, EvidenceSource.Test, true, "finding", new Rater("ci", "ci"), new Confidence(8_000), new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        await SendAsync<ReputationCommand, ReputationReply>(host, IdOf(ReputationAggregate.Kind, "guard"), new ReputationCommand.Judge(judgement));
        var standing = (await SendAsync<ReputationCommand, ReputationReply>(host, IdOf(ReputationAggregate.Kind, "guard"), new ReputationCommand.Observe())).Reply!;
        Assert.Equal(skill, Assert.Single(Assert.Single(standing.Versions).Skills).Skill);

        var at = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        var breaker = IdOf(BreakerAggregate.Kind, "guard");
        var permit = (await SendAsync<BreakerCommand, BreakerReply>(host, breaker, new BreakerCommand.Acquire("1.0", 1, at))).Reply!.Permit!;
        await SendAsync<BreakerCommand, BreakerReply>(host, breaker, new BreakerCommand.Report("1.0", permit.Generation, CallOutcome.PermanentFailure, 1, at));
        Assert.NotNull((await SendAsync<BreakerCommand, BreakerReply>(host, breaker, new BreakerCommand.Acquire("1.0", 1, at))).Reply!.TryAfter);
    }

    private async Task<QueueReply> QueueAsync(EngineHost host, QueueCommand command) => (await SendAsync<QueueCommand, QueueReply>(host, Jobs, command)).Reply!;

    private Task<Answer<TReply>> SendAsync<TCommand, TReply>(EngineHost host, AggregateId id, TCommand command)
        where TReply : class => host.DriveAsync(PostAsync<TCommand, TReply>(host, id, command));

    /// <summary>All at the same time.</summary>
    private Task<Answer<TReply>[]> AllAsync<TCommand, TReply>(EngineHost host, AggregateId id, IEnumerable<TCommand> commands)
        where TReply : class => host.DriveAsync(Task.WhenAll(commands.Select(c => PostAsync<TCommand, TReply>(host, id, c)).ToList()));

    private Task<Answer<TReply>> PostAsync<TCommand, TReply>(EngineHost host, AggregateId id, TCommand command)
        where TReply : class => host.Engine.SendAsync<TCommand, TReply>(id, command, "tester", $"c{Interlocked.Increment(ref _commands)}");

    private static AggregateId IdOf(string kind, string id) => new("t", kind, id);

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!await condition())
        {
            await Task.Delay(1, bound.Token);
        }
    }
}
