namespace Synapse.Core.Queues;

/// <summary>One lease, named by what was given out.</summary>
public sealed record WorkToken(string Id, long Token);

public enum WorkFailure
{
    /// <summary>Another attempt may do.</summary>
    Transient,
    /// <summary>Another attempt would fail the same way: a wrong configuration, a refused key.</summary>
    Permanent,
    /// <summary>The provider asked for patience; that is no attempt.</summary>
    RateLimited,
}

public enum QueueMode
{
    Running,
    /// <summary>Takes work and gives none out.</summary>
    Paused,
    /// <summary>Gives work out and takes none.</summary>
    Draining,
}

public abstract record QueueCommand
{
    /// <summary>Takes all of the items or none. One that is known already is left as it is.</summary>
    public sealed record Enqueue(ValueList<WorkItem> Items) : QueueCommand;

    /// <summary>Takes up to so many items that are ready. The same command again is answered with what it got.</summary>
    /// <param name="Agents">The agents that the worker runs; empty for any.</param>
    /// <param name="Lease">How long the worker is believed to be at work without a word.</param>
    /// <param name="Tenant">Whose work it takes; empty for any tenant's.</param>
    public sealed record Claim(string Worker, int Max, TimeSpan Lease, ValueList<string> Agents, string Tenant = "") : QueueCommand;

    /// <summary>Says that the worker is still at work on what it took.</summary>
    public sealed record Extend(ValueList<WorkToken> Items, TimeSpan Lease) : QueueCommand;

    public sealed record Complete(ValueList<WorkToken> Items) : QueueCommand;

    /// <param name="RetryAfter">What the provider asked for; null for the queue's own backoff.</param>
    public sealed record Fail(WorkToken Item, WorkFailure Kind, string Cause, TimeSpan? RetryAfter) : QueueCommand;

    /// <summary>Drops items that are not done; whoever works on one hears of it when it reports.</summary>
    public sealed record Cancel(ValueList<string> Ids, string Reason) : QueueCommand;

    /// <summary>Gives items that were given up all their attempts again; empty for all of them, up to <see cref="QueueDecider.MaxBatch"/>.</summary>
    public sealed record Redrive(ValueList<string> Ids) : QueueCommand;

    /// <param name="Until">When a pause ends by itself; null for never.</param>
    public sealed record SetMode(QueueMode Mode, string Reason, DateTimeOffset? Until) : QueueCommand;

    public sealed record Configure(QueuePolicy Policy) : QueueCommand;

    /// <summary>Enqueues an item at each instant of a cron expression (UTC, five fields), under its own id and the instant.</summary>
    public sealed record Schedule(string Name, string Cron, WorkItem Item) : QueueCommand;

    public sealed record Unschedule(string Name) : QueueCommand;

    /// <summary>An instant has come for which something waits.</summary>
    public sealed record Tick : QueueCommand;

    /// <summary>Changes nothing; the reply says where the queue stands.</summary>
    public sealed record Observe : QueueCommand;
}
