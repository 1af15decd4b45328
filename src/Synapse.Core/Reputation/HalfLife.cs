namespace Synapse.Core.Reputation;

/// <summary>Exponential decay in whole numbers, so that every machine folds the same events into the same state.</summary>
public static class HalfLife
{
    private const int FractionBits = 16;

    /// <summary>2^(-1/2), 2^(-1/4), ... 2^(-1/65,536), each times 2^32 and rounded.</summary>
    private static readonly ulong[] Roots =
    [
        3_037_000_500, 3_611_622_603, 3_938_502_376, 4_112_874_773, 4_202_935_003, 4_248_701_965, 4_271_771_996, 4_283_353_945,
        4_289_156_690, 4_292_061_010, 4_293_513_907, 4_294_240_540, 4_294_603_903, 4_294_785_595, 4_294_876_445, 4_294_921_870,
    ];

    /// <summary>What is left of a weight at an age. An age below zero (another machine's clock) is none.</summary>
    public static long Of(long weight, TimeSpan age, TimeSpan halfLife)
    {
        var whole = Math.Max(0, age.Ticks) / halfLife.Ticks;
        if (whole >= 63)
        {
            return 0;
        }

        var fraction = (int)(((Int128)(Math.Max(0, age.Ticks) % halfLife.Ticks) << FractionBits) / halfLife.Ticks);
        var left = (UInt128)(ulong)weight << 32;
        for (var i = 0; i < FractionBits; i++)
        {
            if ((fraction & (1 << (FractionBits - 1 - i))) != 0)
            {
                left = (left * Roots[i]) >> 32;
            }
        }

        return (long)((left + (UInt128.One << (31 + (int)whole))) >> (32 + (int)whole));
    }

    public static Tally Of(Tally tally, TimeSpan age, TimeSpan halfLife) => new(Of(tally.Correct, age, halfLife), Of(tally.Wrong, age, halfLife));
}
