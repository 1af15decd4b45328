namespace Synapse.Core;

/// <summary>The one order of keys and items: the same on every machine, whatever its culture is.</summary>
internal static class ValueOrder<T>
{
    public static IComparer<T> Comparer { get; } = typeof(T) == typeof(string) ? (IComparer<T>)StringComparer.Ordinal : Comparer<T>.Default;
}
