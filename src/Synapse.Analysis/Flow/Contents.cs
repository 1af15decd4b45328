namespace Synapse.Analysis.Flow;

/// <summary>What a list, map or object is known to hold. It is never changed: every change is a new one.</summary>
/// <param name="Items">By position, or null where positions are not known.</param>
/// <param name="Entries">By key.</param>
/// <param name="Others">What may stand anywhere else in it.</param>
internal sealed record Contents(IReadOnlyList<Value>? Items, IReadOnlyDictionary<string, Value> Entries, Value? Others)
{
    private const int MaxHeld = 64;
    private static readonly IReadOnlyDictionary<string, Value> NoEntries = new Dictionary<string, Value>();

    public static Contents Empty { get; } = new([], NoEntries, null);

    public static Contents OfItems(IReadOnlyList<Value> items) =>
        items.Count <= MaxHeld ? new([.. items], NoEntries, null) : new(null, NoEntries, items.Aggregate(Value.Either));

    public Contents Set(string key, Value value)
    {
        if (Entries.Count >= MaxHeld && !Entries.ContainsKey(key))
        {
            return Anywhere(value);
        }

        return this with { Entries = new Dictionary<string, Value>(Entries, StringComparer.Ordinal) { [key] = value } };
    }

    public Contents SetItem(long index, Value value)
    {
        if (Items is null || index < 0 || index >= Items.Count)
        {
            return Set(Key(index), value);
        }

        var items = Items.ToArray();
        items[index] = value;
        return this with { Items = items };
    }

    public Contents Add(Value value) =>
        Items is null || Items.Count >= MaxHeld ? Anywhere(value) : this with { Items = [.. Items, value] };

    public Contents Remove(long index) =>
        Items is null || index < 0 || index >= Items.Count ? this : this with { Items = [.. Items.Where((_, i) => i != index)] };

    public Contents Anywhere(Value value) => this with { Items = null, Others = AllOf(Items) is { } held ? Value.Either(Others is null ? held : Value.Either(Others, held), value) : Others is null ? value : Value.Either(Others, value) };

    /// <summary>What stands under a key; null where nothing was put there.</summary>
    public Value? Get(string key) => Entries.TryGetValue(key, out var value) ? Others is null ? value : Value.Either(value, Others) : Others;

    public Value? GetItem(long index) => Items is not null && index >= 0 && index < Items.Count ? Items[(int)index] : Get(Key(index));

    /// <summary>Anything it holds; null where it holds nothing.</summary>
    public Value? Any
    {
        get
        {
            var items = AllOf(Items);
            var entries = AllOf([.. Entries.Values]);
            var held = items is null ? entries : entries is null ? items : Value.Either(items, entries);
            return held is null ? Others : Others is null ? held : Value.Either(held, Others);
        }
    }

    public static Contents Either(Contents a, Contents b)
    {
        if (ReferenceEquals(a, b))
        {
            return a;
        }

        var entries = new Dictionary<string, Value>(a.Entries, StringComparer.Ordinal);
        foreach (var (key, value) in b.Entries)
        {
            entries[key] = entries.TryGetValue(key, out var other) ? Value.Either(other, value) : value;
        }

        var others = a.Others is null ? b.Others : b.Others is null ? a.Others : Value.Either(a.Others, b.Others);
        if (a.Items is not null && b.Items is not null && a.Items.Count == b.Items.Count)
        {
            return new Contents([.. a.Items.Zip(b.Items, Value.Either)], entries, others);
        }

        var merged = AllOf([.. a.Items ?? [], .. b.Items ?? []]);
        return new Contents(null, entries, merged is null ? others : others is null ? merged : Value.Either(merged, others));
    }

    public static string Key(long index) => "#" + index.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static Value? AllOf(IReadOnlyList<Value>? values) => values is null || values.Count == 0 ? null : values.Aggregate(Value.Either);
}
