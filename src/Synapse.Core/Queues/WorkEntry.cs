namespace Synapse.Core.Queues;

public enum WorkStatus
{
    /// <summary>For items that it depends on, or that are before it in its order.</summary>
    Waiting,
    /// <summary>For its instant.</summary>
    Delayed,
    Ready,
    Leased,
    /// <summary>Given up; it waits for a person.</summary>
    Dead,
}

/// <summary>Who works on an item, and until when that is believed.</summary>
/// <param name="Claim">The id of the command that took it.</param>
public sealed record WorkLease(string Worker, string Claim, DateTimeOffset Since, DateTimeOffset Until);

/// <summary>An item in the queue.</summary>
/// <param name="Sequence">Its place: items run in this order within a lane.</param>
/// <param name="ReadyAt">When it may run; in the past for one that may.</param>
/// <param name="Attempts">How often it was taken and neither done nor sent back for want of a permit.</param>
/// <param name="Token">The fencing token of its last lease; tokens of a queue only grow. 0 before the first.</param>
/// <param name="Cause">Why it failed last; empty before.</param>
public sealed record WorkEntry(
    WorkItem Item, long Sequence, DateTimeOffset EnqueuedAt, DateTimeOffset ReadyAt, WorkStatus Status, int Attempts, long Token, WorkLease? Lease, string Cause);
