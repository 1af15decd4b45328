namespace Synapse.Core.Kernel;

/// <summary>The entries that were put in last, up to a limit: what tells a repetition, without growing for ever.</summary>
public sealed record RecentMap<TValue>(ValueMap<string, TValue> Entries, ValueMap<long, string> Order, long Next)
{
    public static RecentMap<TValue> Empty { get; } = new(default, default, 0);

    public bool Contains(string key) => Entries.ContainsKey(key);

    public TValue? Find(string key) => Entries.Find(key);

    /// <summary>With the entry as the newest; beyond the limit the oldest leaves. A key that is there keeps its age.</summary>
    public RecentMap<TValue> With(string key, TValue value, int limit)
    {
        if (Entries.ContainsKey(key))
        {
            return this with { Entries = Entries.With(key, value) };
        }

        var (entries, order) = (Entries.With(key, value), Order.With(Next, key));
        while (order.Count > limit)
        {
            var (oldest, name) = order.First();
            (entries, order) = (entries.Without(name), order.Without(oldest));
        }

        return new RecentMap<TValue>(entries, order, Next + 1);
    }
}
