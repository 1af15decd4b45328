using Synapse.Core.Kernel;

namespace Synapse.Core.Queues;

/// <summary>The entries of a queue by what is asked of them. It follows from the entries alone.</summary>
/// <param name="Ready">By lane, in their order.</param>
/// <param name="Dead">By their place.</param>
/// <param name="Orders">All but dead ones, by the order that they keep.</param>
/// <param name="Dependents">Waiting ones, by what they wait for.</param>
/// <param name="Running">How many are leased, by <see cref="QueueLimitKeys"/>.</param>
public sealed record QueueIndex(
    ValueMap<WorkLane, ValueMap<long, string>> Ready, int ReadyCount, int WaitingCount, ValueSet<Due> Delayed, ValueSet<Due> Leases, ValueMap<long, string> Dead,
    ValueMap<string, ValueMap<long, string>> Orders, ValueMap<string, ValueSet<string>> Dependents, ValueMap<string, int> Running)
{
    public static QueueIndex Empty { get; } = new(default, 0, 0, default, default, default, default, default, default);

    public QueueIndex With(WorkEntry entry)
    {
        var index = entry.Status switch
        {
            WorkStatus.Ready => this with { Ready = Add(Ready, entry.Item.Lane, entry), ReadyCount = ReadyCount + 1 },
            WorkStatus.Delayed => this with { Delayed = Delayed.With(new Due(entry.ReadyAt, entry.Item.Id)) },
            WorkStatus.Leased => this with { Leases = Leases.With(new Due(entry.Lease!.Until, entry.Item.Id)), Running = Count(entry.Item.Lane, 1) },
            WorkStatus.Waiting => this with { WaitingCount = WaitingCount + 1, Dependents = entry.Item.DependsOn.Aggregate(Dependents, (d, id) => d.With(id, d.Find(id).With(entry.Item.Id))) },
            _ => this with { Dead = Dead.With(entry.Sequence, entry.Item.Id) },
        };
        return entry.Item.Order.Length == 0 || entry.Status == WorkStatus.Dead ? index : index with { Orders = Add(Orders, entry.Item.Order, entry) };
    }

    public QueueIndex Without(WorkEntry entry)
    {
        var index = entry.Status switch
        {
            WorkStatus.Ready => this with { Ready = Remove(Ready, entry.Item.Lane, entry), ReadyCount = ReadyCount - 1 },
            WorkStatus.Delayed => this with { Delayed = Delayed.Without(new Due(entry.ReadyAt, entry.Item.Id)) },
            WorkStatus.Leased => this with { Leases = Leases.Without(new Due(entry.Lease!.Until, entry.Item.Id)), Running = Count(entry.Item.Lane, -1) },
            WorkStatus.Waiting => this with { WaitingCount = WaitingCount - 1, Dependents = entry.Item.DependsOn.Aggregate(Dependents, (d, id) => Remove(d, id, entry.Item.Id)) },
            _ => this with { Dead = Dead.Without(entry.Sequence) },
        };
        return entry.Item.Order.Length == 0 || entry.Status == WorkStatus.Dead ? index : index with { Orders = Remove(Orders, entry.Item.Order, entry) };
    }

    private static ValueMap<TKey, ValueMap<long, string>> Add<TKey>(ValueMap<TKey, ValueMap<long, string>> map, TKey key, WorkEntry entry)
        where TKey : notnull => map.With(map.KeyOf(key), map.Find(key).With(entry.Sequence, entry.Item.Id));

    private static ValueMap<TKey, ValueMap<long, string>> Remove<TKey>(ValueMap<TKey, ValueMap<long, string>> map, TKey key, WorkEntry entry)
        where TKey : notnull
    {
        var left = map.Find(key).Without(entry.Sequence);
        return left.Count == 0 ? map.Without(key) : map.With(map.KeyOf(key), left);
    }

    private static ValueMap<string, ValueSet<string>> Remove(ValueMap<string, ValueSet<string>> map, string key, string id)
    {
        var left = map.Find(key).Without(id);
        return left.Count == 0 ? map.Without(key) : map.With(key, left);
    }

    private ValueMap<string, int> Count(WorkLane lane, int change)
    {
        var running = Running;
        foreach (var key in lane.LimitKeys())
        {
            var count = running.Find(key) + change;
            running = count == 0 ? running.Without(key) : running.With(key, count);
        }

        return running;
    }
}
