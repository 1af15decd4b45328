namespace Synapse.Core.Marketplace;

/// <summary>
/// Holt's linear method: a level and a trend, each moved towards what was seen by a fixed share (Hyndman and Athanasopoulos, Forecasting:
/// Principles and Practice, 3rd ed., section 8.2). The shares are fixed and not fitted, so that a day more never changes what an old one said.
/// In thousandths, since it is whole numbers throughout.
/// </summary>
public static class DemandForecast
{
    public const long Thousandths = 1_000;

    /// <summary>How much a new day counts for the level, in basis points.</summary>
    private const int LevelShare = 4_000;

    /// <summary>And for the trend.</summary>
    private const int TrendShare = 1_000;

    /// <summary>The days after the last one; each is 0 or more. Nothing known gives nothing to expect.</summary>
    /// <param name="daily">One number per day without gaps, the oldest first.</param>
    public static ValueList<long> Of(IReadOnlyList<int> daily, int days)
    {
        if (daily.Count == 0)
        {
            return Enumerable.Repeat(0L, days).ToValueList();
        }

        var (level, trend) = (daily[0] * Thousandths, daily.Count > 1 ? (daily[1] - daily[0]) * Thousandths : 0);
        foreach (var seen in daily.Skip(1))
        {
            var before = level;
            level = Towards(level + trend, seen * Thousandths, LevelShare);
            trend = Towards(trend, level - before, TrendShare);
        }

        return Enumerable.Range(1, days).Select(day => Math.Max(0, level + (day * trend))).ToValueList();
    }

    private static long Towards(long from, long to, int share) => from + ((to - from) * share / BasisPoints.All);
}
