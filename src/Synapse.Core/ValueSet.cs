using System.Collections;
using System.Collections.Immutable;

namespace Synapse.Core;

/// <summary>An immutable set in the order of its items, with value equality; a changed copy shares what did not change. Texts are compared by their code units.</summary>
public readonly struct ValueSet<T> : IReadOnlyCollection<T>, IEquatable<ValueSet<T>>
{
    private static readonly ImmutableSortedSet<T> None = ImmutableSortedSet.Create<T>(ValueOrder<T>.Comparer);

    private readonly ImmutableSortedSet<T>? _items;

    private ValueSet(ImmutableSortedSet<T> items) => _items = items;

    public static ValueSet<T> Empty => default;

    public int Count => _items?.Count ?? 0;

    /// <summary>The first item in order; the default of its type when there is none.</summary>
    public T? First => Items.Min;

    private ImmutableSortedSet<T> Items => _items ?? None;

    public bool Contains(T item) => Items.Contains(item);

    public ValueSet<T> With(T item) => new(Items.Add(item));

    public ValueSet<T> Without(T item) => new(Items.Remove(item));

    public static ValueSet<T> Of(IEnumerable<T> items) => new(None.Union(items));

    public bool Equals(ValueSet<T> other) => ReferenceEquals(Items, other.Items) || (Count == other.Count && Items.SequenceEqual(other.Items));

    public override bool Equals(object? obj) => obj is ValueSet<T> other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in Items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    public IEnumerator<T> GetEnumerator() => Items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public static bool operator ==(ValueSet<T> left, ValueSet<T> right) => left.Equals(right);

    public static bool operator !=(ValueSet<T> left, ValueSet<T> right) => !left.Equals(right);
}

public static class ValueSet
{
    public static ValueSet<T> ToValueSet<T>(this IEnumerable<T> items) => ValueSet<T>.Of(items);
}
