namespace Synapse.Core.Queues;

/// <summary>An item that a worker has taken.</summary>
/// <param name="Token">Says it has this lease and no earlier one; it comes with every word about the item.</param>
/// <param name="Attempt">1 for the first.</param>
public sealed record ClaimedWork(WorkItem Item, long Token, int Attempt, DateTimeOffset Until);

/// <summary>The answer to every queue command.</summary>
/// <param name="Work">What a claim took and still holds.</param>
/// <param name="Stale">Items that were named with a lease that is not the live one: somebody else has them, or they have ended.</param>
public sealed record QueueReply(QueueMode Mode, QueueCounts Counts, ValueList<ClaimedWork> Work, ValueList<string> Stale);
