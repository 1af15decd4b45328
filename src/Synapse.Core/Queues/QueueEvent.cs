namespace Synapse.Core.Queues;

/// <summary>Something that ended for an item, by its lease.</summary>
public sealed record WorkOutcome(string Id, long Token, string Cause);

public abstract record QueueEvent(DateTimeOffset At)
{
    /// <summary>The instant for which the queue wakes up now; null when that has not changed.</summary>
    public DateTimeOffset? Tick { get; init; }

    public sealed record Enqueued(ValueList<WorkItem> Items, DateTimeOffset At) : QueueEvent(At);

    public sealed record Claimed(string Claim, string Worker, ValueList<WorkToken> Items, DateTimeOffset Until, DateTimeOffset At) : QueueEvent(At);

    public sealed record Extended(ValueList<WorkToken> Items, DateTimeOffset Until, DateTimeOffset At) : QueueEvent(At);

    public sealed record Completed(ValueList<WorkToken> Items, DateTimeOffset At) : QueueEvent(At);

    /// <summary>An attempt failed; the item is tried again at <paramref name="RetryAt"/>.</summary>
    public sealed record Failed(ValueList<WorkOutcome> Items, DateTimeOffset RetryAt, DateTimeOffset At) : QueueEvent(At);

    /// <summary>A provider asked for patience: what needs <paramref name="Key"/> waits, and the item goes back without having used an attempt.</summary>
    public sealed record Throttled(WorkToken Item, string Key, DateTimeOffset Until, DateTimeOffset At) : QueueEvent(At);

    /// <summary>The leases of the items ran out; they are ready again.</summary>
    public sealed record Expired(ValueList<WorkToken> Items, DateTimeOffset At) : QueueEvent(At);

    public sealed record DeadLettered(ValueList<WorkOutcome> Items, DateTimeOffset At) : QueueEvent(At);

    public sealed record Redriven(ValueList<string> Ids, string CommandId, DateTimeOffset At) : QueueEvent(At);

    public sealed record Cancelled(ValueList<string> Ids, string Reason, DateTimeOffset At) : QueueEvent(At);

    public sealed record ModeChanged(QueueMode Mode, string Reason, DateTimeOffset? Until, string CommandId, DateTimeOffset At) : QueueEvent(At);

    public sealed record Configured(QueuePolicy Policy, string CommandId, DateTimeOffset At) : QueueEvent(At);

    public sealed record Scheduled(QueueSchedule Schedule, string CommandId, DateTimeOffset At) : QueueEvent(At);

    public sealed record Unscheduled(string Name, string CommandId, DateTimeOffset At) : QueueEvent(At);

    /// <summary>The instants of a schedule that have come are one item; <paramref name="Next"/> is the one after them.</summary>
    public sealed record ScheduleFired(string Name, WorkItem Item, DateTimeOffset? Next, DateTimeOffset At) : QueueEvent(At);

    /// <summary>What waited for this instant is ready.</summary>
    public sealed record Ticked(DateTimeOffset At) : QueueEvent(At);
}
