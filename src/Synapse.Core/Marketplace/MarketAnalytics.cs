using Synapse.Core.Agents;
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

    /// <summary>How each capability has been lately, so that the pulse of many changes can be taken from it.</summary>
    public static ValueMap<string, CapabilityTrend> TrendsOf(MarketState state, DateOnly today) => state.Demand.ToValueMap(d => d.Key, d =>
    {
        var (daily, lately) = (Daily(d.Value, today), SumSince(d.Value, today.AddDays(-DaysLately)));
        var usual = daily.TakeLast(DaysLately).ToList();
        return new CapabilityTrend(DemandForecast.Of(daily, 1)[0], usual.Count == 0 ? 0 : usual.Sum(n => n * DemandForecast.Thousandths) / usual.Count, lately.Filled, lately.Paid);
    });

    /// <summary>What a match of this change should know of the market.</summary>
    public static MarketPulse PulseOf(ValueMap<string, CapabilityTrend> trends, ChangeProfile change)
    {
        var (expected, usual) = (0L, 0L);
        var prices = ValueMap<Category, long>.Empty;
        foreach (var need in change.Needs)
        {
            var (filled, paid) = (0L, 0L);
            foreach (var part in change.Languages)
            {
                if (trends.TryGetValue(MarketState.KeyOf(new Capability(need.Category, part.Language)), out var trend))
                {
                    (expected, usual, filled, paid) = (expected + trend.ForecastThousandths, usual + trend.UsualThousandths, filled + trend.Filled, paid + trend.PaidMicroCredits);
                }
            }

            prices = filled > 0 && paid > 0 ? prices.With(need.Category, paid / filled) : prices;
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
}
