using Synapse.Core.Kernel;
using Synapse.Core.Signals;

namespace Synapse.Simulation.Queues;

/// <param name="State">The whole state after the command, as <see cref="QueueState.Describe"/> gives it.</param>
internal sealed record QueueReply(Lease? Lease, string State);

/// <summary>
/// A small queue with leases and fencing tokens: many events on one stream, short timers, snapshots and compaction, and replies that show
/// the whole state. It exists to load the engine from another side than reviews do.
/// </summary>
internal sealed class QueueAggregate : IAggregate<QueueState, QueueCommand, QueueEvent, QueueReply>
{
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(3);

    private const string LeaseTimer = "lease/";

    private QueueAggregate()
    {
    }

    public static string Kind => "queue";

    public static QueueState Empty => QueueState.Empty;

    public static Decision<QueueEvent, QueueReply> Decide(QueueState state, QueueCommand command, Facts facts) => command switch
    {
        QueueCommand.Enqueue c => state.Has(c.Item) ? Accept(state) : Accept(state, new QueueEvent.Enqueued(c.Item)),
        QueueCommand.Claim c when state.Leases.FirstOrDefault(l => l.Claim == c.Name) is { } held => Accept(state, held),
        QueueCommand.Claim when state.Pending.Count == 0 => Decision.Refuse<QueueEvent, QueueReply>(RefusalCode.NotFound, "nothing is pending"),
        QueueCommand.Claim c => Accept(state, new QueueEvent.Claimed(state.Pending[0], c.Name, state.Tokens + 1, facts.Now + LeaseTime)),
        QueueCommand.Complete c when state.Done.Contains(c.Item) => Accept(state),
        QueueCommand.Complete c => state.LeaseOf(c.Item)?.Token == c.Token
            ? Accept(state, new QueueEvent.Completed(c.Item, c.Token))
            : Decision.Refuse<QueueEvent, QueueReply>(RefusalCode.Conflict, "the lease is not held any more"),
        QueueCommand.Expire c => state.LeaseOf(c.Item) is { } lease && facts.Now >= lease.Until ? Accept(state, new QueueEvent.Expired(c.Item, lease.Token)) : Accept(state),
        _ => Decision.Refuse<QueueEvent, QueueReply>(RefusalCode.Invalid, "this command is not known to a queue"),
    };

    public static QueueState Evolve(QueueState state, QueueEvent @event) => QueueState.Evolve(state, @event);

    public static IReadOnlyList<Effect> React(AggregateId id, QueueState state, QueueEvent @event) => @event switch
    {
        QueueEvent.Enqueued e => [Signal(id, SignalTypes.WorkEnqueued, e.Item)],
        QueueEvent.Claimed e => [new SetTimer(LeaseTimer + e.Item, e.Until), Signal(id, SignalTypes.WorkClaimed, $"{e.Item} {e.Token}")],
        QueueEvent.Completed e => [new CancelTimer(LeaseTimer + e.Item), Signal(id, SignalTypes.WorkCompleted, $"{e.Item} {e.Token}")],
        _ => [],
    };

    public static QueueCommand OnTimer(string name) => new QueueCommand.Expire(name[LeaseTimer.Length..]);

    private static Decision<QueueEvent, QueueReply> Accept(QueueState state, params ReadOnlySpan<QueueEvent> events)
    {
        var after = state;
        foreach (var @event in events)
        {
            after = QueueState.Evolve(after, @event);
        }

        var lease = events.Length > 0 && events[0] is QueueEvent.Claimed claimed ? after.LeaseOf(claimed.Item) : null;
        return Decision.Accept(new QueueReply(lease, after.Describe()), events);
    }

    private static Decision<QueueEvent, QueueReply> Accept(QueueState state, Lease held) => Decision.Accept<QueueEvent, QueueReply>(new QueueReply(held, state.Describe()));

    private static PublishSignal Signal(AggregateId id, string type, string text) => new(new Signal(type, id.ToString(), text));
}
