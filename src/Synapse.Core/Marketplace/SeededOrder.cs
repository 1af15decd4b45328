namespace Synapse.Core.Marketplace;

/// <summary>Chance that is the same each time: what decides between equals, and whether a match tries somebody new.</summary>
internal static class SeededOrder
{
    /// <summary>The place of a name, by its hash, in the order of a seed.</summary>
    public static ulong Rank(ulong seed, ulong nameHash) => Mix(seed ^ nameHash);

    /// <summary>The finaliser of SplitMix64 (Steele, Lea and Flood 2014): each bit of the input moves each bit of the output.</summary>
    public static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
