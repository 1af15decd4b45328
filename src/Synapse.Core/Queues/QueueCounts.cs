namespace Synapse.Core.Queues;

/// <summary>Where the items of a queue are. <see cref="Enqueued"/> is always the sum of all others.</summary>
public sealed record QueueCounts(long Enqueued, long Waiting, long Delayed, long Ready, long Leased, long Dead, long Done, long Cancelled);

/// <summary>What a queue has measured since it began.</summary>
/// <param name="Claims">Items taken, each time anew.</param>
/// <param name="WaitMilliseconds">From the instant they were ready to the one they were taken, of all claims together.</param>
/// <param name="RunMilliseconds">From the claim to the end, of all items that were done.</param>
/// <param name="Failures">Attempts that failed.</param>
/// <param name="Expirations">Leases that ran out.</param>
public sealed record QueueTotals(long Claims, long WaitMilliseconds, long RunMilliseconds, long Failures, long Expirations)
{
    public static QueueTotals Zero { get; } = new(0, 0, 0, 0, 0);
}
