namespace Synapse.Core;

/// <summary>A hash that is the same on every machine and in every run.</summary>
internal static class StableHash
{
    private const ulong FnvBasis = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;

    /// <summary>FNV-1a over the code units (draft-eastlake-fnv).</summary>
    public static ulong Of(string text)
    {
        var hash = FnvBasis;
        foreach (var unit in text)
        {
            hash = (hash ^ unit) * FnvPrime;
        }

        return hash;
    }
}
