using FsCheck;
using FsCheck.Fluent;
using Synapse.Core;
using Synapse.Core.Queues;
using Synapse.Runtime.Json;
using Synapse.Runtime.Queues;
using Synapse.Runtime.Tests.Kernel;

namespace Synapse.Runtime.Tests.Queues;

public sealed class QueueLawsTests : AggregateLaws<QueueAggregate, QueueState, QueueCommand, QueueEvent, QueueReply>
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(8);

    private static readonly QueuePolicy Small = QueuePolicy.Default with
    {
        MaxItems = 6,
        MaxAttempts = 2,
        Limits = new[] { ("queue", 3), ("agent:*", 2) }.ToValueMap(l => l.Item1, l => l.Item2),
        Rates = new[] { ("provider:slow", new QueueRate(1, TimeSpan.FromMinutes(1))) }.ToValueMap(l => l.Item1, l => l.Item2),
        Weights = new[] { ("b", 3) }.ToValueMap(l => l.Item1, l => l.Item2),
    };

    protected override IEventCodec<QueueEvent> Events { get; } = new QueueEventCodec();

    protected override IStateCodec<QueueState>? States { get; } = new QueueStateCodec();

    protected override Gen<QueueCommand> Commands
    {
        get
        {
            var tokens = from n in Gen.Choose(0, 2) from t in Gen.Choose(1, 4) select new WorkToken($"i{n}", t);
            var few = from list in Gen.ListOf(tokens, 2) select list.Distinct().ToValueList();
            return Gen.Frequency(
                (8, Items().Select(i => (QueueCommand)new QueueCommand.Enqueue([i]))),
                (2, from a in Items() from b in Items() select (QueueCommand)new QueueCommand.Enqueue([a, b])),
                (8, from max in Gen.Choose(0, 9) from agent in Gen.Elements("", "", "", "x") select (QueueCommand)new QueueCommand.Claim("w", max, Lease, agent.Length == 0 ? [] : [agent])),
                (3, few.Select(t => (QueueCommand)new QueueCommand.Complete(t))),
                (2, few.Select(t => (QueueCommand)new QueueCommand.Extend(t, Lease))),
                (9, from t in tokens from kind in Gen.Elements(Enum.GetValues<WorkFailure>()) from after in Gen.Elements(-1, 1, 50) select (QueueCommand)new QueueCommand.Fail(t, kind, "cause", after < 0 ? null : TimeSpan.FromSeconds(after))),
                (1, from n in Gen.Choose(0, 4) select (QueueCommand)new QueueCommand.Cancel([$"i{n}"], "reason")),
                (5, from n in Gen.Choose(-15, 4) select (QueueCommand)new QueueCommand.Redrive(n < 0 ? [] : [$"i{n}"])),
                (1, from mode in Gen.Elements(Enum.GetValues<QueueMode>()) from ends in Gen.Elements(true, false) select (QueueCommand)new QueueCommand.SetMode(mode, "reason", ends ? new DateTimeOffset(2026, 1, 2, 3, 14, 0, TimeSpan.Zero) : null)),
                (1, Gen.Elements(Small, QueuePolicy.Default, Small with { MaxAttempts = 0 }).Select(p => (QueueCommand)new QueueCommand.Configure(p))),
                (1, from cron in Gen.Elements("*/2 * * * *", "0 0 31 2 *", "nonsense") from item in Items() select (QueueCommand)new QueueCommand.Schedule("often", cron, item with { Id = "s" })),
                (1, Gen.Constant((QueueCommand)new QueueCommand.Unschedule("often"))),
                (6, Gen.Constant((QueueCommand)new QueueCommand.Tick())),
                (1, Gen.Constant((QueueCommand)new QueueCommand.Observe())));
        }
    }

    [Fact]
    public void Whatever_was_enqueued_is_somewhere() => ForAllHistories(history => Assert.All(history.Steps, step =>
    {
        var counts = step.After.Counts;
        Assert.Equal(counts.Enqueued, counts.Waiting + counts.Delayed + counts.Ready + counts.Leased + counts.Dead + counts.Done + counts.Cancelled);
        Assert.Equal(step.After.Entries.Count, counts.Waiting + counts.Delayed + counts.Ready + counts.Leased + counts.Dead);
    }));

    [Fact]
    public void Tokens_only_grow_and_leases_keep_to_the_limits() => ForAllHistories(history => Assert.All(history.Steps, step =>
    {
        foreach (var claimed in step.Decision.Events.OfType<QueueEvent.Claimed>())
        {
            Assert.All(claimed.Items, t => Assert.True(t.Token > step.Before.Tokens));
            Assert.All(claimed.Items, t => Assert.Equal(WorkStatus.Ready, step.Before.Entries[t.Id].Status));
            Assert.All(step.After.Index.Running, r => Assert.True(r.Value <= (step.After.Policy.LimitOf(r.Key) ?? int.MaxValue) || step.Before.Index.Running.Find(r.Key) == r.Value));
        }
    }));

    [Fact]
    public void What_keeps_an_order_or_depends_on_another_runs_after_it() => ForAllHistories(history => Assert.All(history.Steps, step =>
    {
        foreach (var entry in step.After.Entries.Values.Where(e => e.Status is WorkStatus.Ready or WorkStatus.Leased))
        {
            Assert.DoesNotContain(entry.Item.DependsOn, step.After.Entries.ContainsKey);
            Assert.DoesNotContain(
                step.After.Entries.Values, e => e.Item.Order.Length > 0 && e.Item.Order == entry.Item.Order && e.Sequence < entry.Sequence && e.Status != WorkStatus.Dead);
        }
    }));

    /// <summary>What waits for an instant wakes up then.</summary>
    [Fact]
    public void A_queue_that_waits_for_an_instant_is_armed() => ForAllHistories(history => Assert.All(history.Steps.Where(s => s.Decision.Events.Count > 0), step =>
        Assert.True(step.After.NextTick(step.Facts.Now) is not { } next || step.After.Armed <= next, "nothing will wake it")));

    private static Gen<WorkItem> Items() =>
        from n in Gen.Choose(0, 3)
        from priority in Gen.Elements(Enum.GetValues<WorkPriority>())
        from tenant in Gen.Elements("a", "b")
        from agent in Gen.Elements("", "x", "y")
        from provider in Gen.Elements("", "slow")
        from order in Gen.Elements("", "", "o")
        from dependency in Gen.Choose(-30, 3)
        from delay in Gen.Elements(0, 0, 0, 0, 0, 200)
        select new WorkItem(
            $"i{n}", new WorkLane(priority, tenant, $"repo{n % 2}", agent, provider), "payload", order, dependency < 0 ? [] : [$"i{dependency}"],
            delay == 0 ? null : new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddSeconds(delay));
}
