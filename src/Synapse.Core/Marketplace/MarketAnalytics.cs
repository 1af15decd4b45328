using Synapse.Core.Findings;

namespace Synapse.Core.Marketplace;

/// <summary>The market's figures, from its state alone.</summary>
public static class MarketAnalytics
{
    /// <summary>Days that a forecast looks ahead.</summary>
    public const int DaysAhead = 7;

    /// <summary>Days before today that count as lately.</summary>
    private const int DaysLately = 28;

    /// <summary>One row per capability, in the order of their names.</summary>
    /// <param name="days">How many days up to today count; the forecast always uses all that are kept.</param>
    public static ValueList<CapabilityFigures> Of(MarketState state, DateOnly today, int days) => state.Demand
        .Select(d => Of(d.Key, d.Value, today, days))
        .ToValueList();

    /// <summary>What a match of this change should know of the market.</summary>
    public static MarketPulse PulseOf(MarketState state, ChangeProfile change, DateOnly today)
    {
        var (expected, usual) = (0L, 0L);
        var prices = ValueMap<Category, long>.Empty;
        foreach (var need in change.Needs)
        {
            var asked = change.Languages
                .Select(l => state.Demand.Find(MarketState.KeyOf(new Agents.Capability(need.Category, l.Language))))
                .Where(d => d.Count > 0)
                .ToList();
            expected += asked.Sum(d => DemandForecast.Of(Daily(d, today), 1)[0]);
            usual += asked.Sum(d => DailyAverage(d, today));
            var sum = asked.Select(d => SumSince(d, today.AddDays(-DaysLately))).Aggregate(DemandDay.None, (all, day) => all.With(day));
            prices = sum is { Filled: > 0, Paid: > 0 } ? prices.With(need.Category, sum.Paid / sum.Filled) : prices;
        }

        return new MarketPulse(usual == 0 ? BasisPoints.All : BasisPoints.Share(expected, usual), prices);
    }

    private static CapabilityFigures Of(string capability, ValueMap<DateOnly, DemandDay> byDay, DateOnly today, int days)
    {
        var sum = SumSince(byDay, today.AddDays(1 - days));
        return new CapabilityFigures(
            capability,
            sum.Asked,
            BasisPoints.Share(sum.Filled, sum.Asked),
            sum.Filled == 0 ? 0 : sum.Paid / sum.Filled,
            BasisPoints.Share(sum.Value, sum.Worth),
            sum.Asked == 0 ? 0 : (int)(sum.Candidates * 100 / sum.Asked),
            BasisPoints.Share(sum.ComparedPaid, sum.SecondPrices),
            DemandForecast.Of(Daily(byDay, today), DaysAhead));
    }

    private static DemandDay SumSince(ValueMap<DateOnly, DemandDay> byDay, DateOnly first) =>
        byDay.Where(d => d.Key >= first).Aggregate(DemandDay.None, (sum, day) => sum.With(day.Value));

    /// <summary>From the first day that is known to yesterday; a day without matches is 0. Today is not over.</summary>
    private static List<int> Daily(ValueMap<DateOnly, DemandDay> byDay, DateOnly today)
    {
        var first = byDay.Count == 0 ? today : byDay.Keys.First();
        return [.. Enumerable.Range(0, Math.Max(0, today.DayNumber - first.DayNumber)).Select(i => byDay.Find(first.AddDays(i), DemandDay.None).Asked)];
    }

    /// <summary>In thousandths, as the forecast is.</summary>
    private static long DailyAverage(ValueMap<DateOnly, DemandDay> byDay, DateOnly today) =>
        Daily(byDay, today).TakeLast(DaysLately).ToList() is { Count: > 0 } daily ? daily.Sum(d => 1_000L * d) / daily.Count : 0;
}
