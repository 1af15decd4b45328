using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Synapse.Core;

/// <summary>
/// An immutable map in the order of its keys, with value equality. A changed copy shares what did not change, so that a state may hold a million
/// entries. Texts are compared by their code units.
/// </summary>
public readonly struct ValueMap<TKey, TValue> : IReadOnlyCollection<KeyValuePair<TKey, TValue>>, IEquatable<ValueMap<TKey, TValue>>
    where TKey : notnull
{
    private static readonly ImmutableSortedDictionary<TKey, TValue> None = ImmutableSortedDictionary.Create<TKey, TValue>(ValueOrder<TKey>.Comparer);

    private readonly ImmutableSortedDictionary<TKey, TValue>? _entries;

    private ValueMap(ImmutableSortedDictionary<TKey, TValue> entries) => _entries = entries;

    public static ValueMap<TKey, TValue> Empty => default;

    public int Count => _entries?.Count ?? 0;

    public IEnumerable<TKey> Keys => Entries.Keys;

    public IEnumerable<TValue> Values => Entries.Values;

    private ImmutableSortedDictionary<TKey, TValue> Entries => _entries ?? None;

    public TValue this[TKey key] => Entries[key];

    public bool ContainsKey(TKey key) => Entries.ContainsKey(key);

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => Entries.TryGetValue(key, out value);

    public TValue? Find(TKey key) => Entries.GetValueOrDefault(key);

    public TValue Find(TKey key, TValue fallback) => Entries.GetValueOrDefault(key, fallback)!;

    /// <summary>The key as the map has it, so that equal ones need not all be kept; itself when it is not there.</summary>
    public TKey KeyOf(TKey key) => Entries.TryGetKey(key, out var own) ? own : key;

    /// <summary>With the value under the key, in place of the one that may be there.</summary>
    public ValueMap<TKey, TValue> With(TKey key, TValue value) => new(Entries.SetItem(key, value));

    /// <summary>Without the key; the same when it is not there.</summary>
    public ValueMap<TKey, TValue> Without(TKey key) => new(Entries.Remove(key));

    public static ValueMap<TKey, TValue> Of(IEnumerable<KeyValuePair<TKey, TValue>> entries) => new(None.SetItems(entries));

    public bool Equals(ValueMap<TKey, TValue> other) =>
        ReferenceEquals(Entries, other.Entries)
        || (Count == other.Count && Entries.SequenceEqual(other.Entries));

    public override bool Equals(object? obj) => obj is ValueMap<TKey, TValue> other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var (key, value) in Entries)
        {
            hash.Add(key);
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator() => Entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public static bool operator ==(ValueMap<TKey, TValue> left, ValueMap<TKey, TValue> right) => left.Equals(right);

    public static bool operator !=(ValueMap<TKey, TValue> left, ValueMap<TKey, TValue> right) => !left.Equals(right);
}

public static class ValueMap
{
    public static ValueMap<TKey, TValue> ToValueMap<TItem, TKey, TValue>(this IEnumerable<TItem> items, Func<TItem, TKey> key, Func<TItem, TValue> value)
        where TKey : notnull => ValueMap<TKey, TValue>.Of(items.Select(i => KeyValuePair.Create(key(i), value(i))));
}
