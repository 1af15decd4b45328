using System.Runtime.CompilerServices;

namespace Synapse.Core;

/// <summary>Shares of whole numbers: 10,000 basis points are all of it.</summary>
public static class BasisPoints
{
    public const int All = 10_000;

    /// <summary>A share of an amount, rounded down. It overflows only where the result would.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Of(long amount, int share) => (amount / All * share) + (amount % All * share / All);

    /// <summary>What share of a whole a part is, rounded down; none of nothing.</summary>
    public static int Share(long part, long whole) => whole <= 0 ? 0 : (int)Int128.Clamp((Int128)part * All / whole, int.MinValue, int.MaxValue);
}
