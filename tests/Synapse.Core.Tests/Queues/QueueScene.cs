using Synapse.Core.Kernel;
using Synapse.Core.Queues;

namespace Synapse.Core.Tests.Queues;

/// <summary>A queue, a clock and short words for what is done to it.</summary>
internal sealed class QueueScene(QueuePolicy? policy = null)
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 30, TimeSpan.Zero);

    private int _commands;

    public QueueState State { get; private set; } = QueueState.Empty with { Policy = policy ?? QueuePolicy.Default };

    public TimeSpan Lease { get; init; } = TimeSpan.FromHours(8);

    public DateTimeOffset Now { get; private set; } = Start;

    public static WorkItem Item(
        string id, WorkPriority priority = WorkPriority.Normal, string tenant = "t", string repository = "", string agent = "", string provider = "", string order = "",
        TimeSpan? after = null, params string[] dependsOn) =>
        new(id, new WorkLane(priority, tenant, repository, agent, provider), "payload", order, dependsOn.ToValueList(), after is { } wait ? Start + wait : null);

    public static QueuePolicy Limited(params (string Key, int Limit)[] limits) => QueuePolicy.Default with { Limits = limits.ToValueMap(l => l.Key, l => l.Limit) };

    public Decision<QueueEvent, QueueReply> Do(QueueCommand command)
    {
        var decision = QueueDecider.Decide(State, command, new Facts(Now, "tester", $"c{_commands++}"));
        State = decision.Events.Aggregate(State, QueueState.Evolve);
        return decision;
    }

    public void Enqueue(params WorkItem[] items) => Assert.Null(Do(new QueueCommand.Enqueue(items.ToValueList())).Refusal);

    public IReadOnlyList<ClaimedWork> Claim(int max = 1, params string[] agents) => Do(new QueueCommand.Claim("w", max, Lease, agents.ToValueList())).Reply!.Work;

    /// <summary>Takes all there is, one after the other.</summary>
    public string Take(int max = 100) => string.Join(' ', Claim(max).Select(w => w.Item.Id));

    public QueueReply Complete(params ClaimedWork[] work) => Do(new QueueCommand.Complete(work.Select(TokenOf).ToValueList())).Reply!;

    public QueueReply Fail(ClaimedWork work, WorkFailure kind = WorkFailure.Transient, TimeSpan? retryAfter = null) => Do(new QueueCommand.Fail(TokenOf(work), kind, "cause", retryAfter)).Reply!;

    /// <summary>Time passes, and the queue wakes up at each instant that it has set.</summary>
    public void Pass(TimeSpan time)
    {
        var end = Now + time;
        while (State.Armed is { } armed && armed <= end)
        {
            Now = armed > Now ? armed : Now;
            Assert.NotEmpty(Do(new QueueCommand.Tick()).Events);
        }

        Now = end;
    }

    private static WorkToken TokenOf(ClaimedWork work) => new(work.Item.Id, work.Token);
}
