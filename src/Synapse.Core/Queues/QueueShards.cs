using Synapse.Core.Kernel;

namespace Synapse.Core.Queues;

/// <summary>
/// One hot queue as several, so that more than one writer takes its commands. Items of one order are in one shard and keep it; so are an item and those that depend on it, where
/// they share an order. Limits and rates are dealt out, so that together they are what they were.
/// </summary>
/// <param name="queue">The name of the whole; the shards are called after it, <c>NAME.0</c>, <c>NAME.1</c> and so on.</param>
/// <param name="count">Fixed for the life of the queue: another count would look for items elsewhere.</param>
public sealed class QueueShards(AggregateId queue, int count)
{
    /// <summary>All shards, for workers that take from each in turn.</summary>
    public ValueList<AggregateId> All { get; } = Enumerable.Range(0, count).Select(i => queue with { Id = $"{queue.Id}.{i}" }).ToValueList();

    /// <summary>The shard of an item: the same each time, on every machine.</summary>
    public AggregateId Of(WorkItem item) => All[(int)(StableHash.Of(item.Order.Length > 0 ? item.Order : item.Id) % (ulong)count)];

    /// <summary>The part of a policy that is one shard's.</summary>
    /// <exception cref="ArgumentException">A limit or a rate is smaller than the number of shards: some would never run.</exception>
    public QueuePolicy PolicyOf(QueuePolicy whole, int shard)
    {
        if (whole.Limits.Values.Concat(whole.Rates.Values.Select(r => r.Permits)).Any(l => l < count))
        {
            throw new ArgumentException($"a limit of a queue in {count} shards is at least {count}; use fewer shards", nameof(whole));
        }

        return whole with
        {
            MaxItems = Math.Max(1, PartOf(whole.MaxItems, shard)),
            Limits = whole.Limits.ToValueMap(l => l.Key, l => PartOf(l.Value, shard)),
            Rates = whole.Rates.ToValueMap(r => r.Key, r => r.Value with { Permits = PartOf(r.Value.Permits, shard) }),
        };
    }

    private int PartOf(int whole, int shard) => (whole / count) + (shard < whole % count ? 1 : 0);
}
