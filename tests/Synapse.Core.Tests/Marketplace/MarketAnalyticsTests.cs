using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Marketplace;

namespace Synapse.Core.Tests.Marketplace;

public sealed class MarketAnalyticsTests
{
    private static readonly DateOnly Today = new(2026, 3, 31);
    private static readonly Capability Security = new(Category.Security, "csharp");

    [Fact]
    public void The_figures_are_those_of_the_matches()
    {
        var state = Matched(
            (0, Filled(paid: 100, second: 200, candidates: 4)), (0, Filled(paid: 300, second: null, candidates: 1)), (1, new CapabilityOutcome(Security, false, 0, 0, null, 1_000, 0)),
            (40, Filled(paid: 9_000, second: 1, candidates: 9)));
        var figures = Assert.Single(MarketAnalytics.Of(state, Today, 30));
        Assert.Equal(("security/csharp", 3, 6_666, 200L), (figures.Capability, figures.Asked, figures.FillRate, figures.AveragePriceMicroCredits));
        Assert.Equal((5_333, 166, 5_000), (figures.Efficiency, figures.CandidatesPerMatchHundredths, figures.Competitiveness));
        Assert.Equal(MarketAnalytics.DaysAhead, figures.Forecast.Count);
    }

    [Fact]
    public void Nothing_asked_gives_no_figures_and_a_calm_market()
    {
        Assert.Empty(MarketAnalytics.Of(MarketState.Empty, Today, 30));
        Assert.Equal(MarketPulse.Calm, Pulse(MarketState.Empty, Market.Profile()));
    }

    /// <summary>Level 0.4, trend 0.1, by hand: after 10, 12 and 16 the level is 14.8 and the trend 2.08.</summary>
    [Fact]
    public void The_forecast_is_Holt_s()
    {
        Assert.Equal([16_880, 18_960], DemandForecast.Of([10, 12, 16], 2));
        Assert.Equal([5_000, 5_000], DemandForecast.Of([5, 5, 5, 5], 2));
        Assert.Equal([7_000], DemandForecast.Of([7], 1));
        Assert.Equal([0, 0], DemandForecast.Of([], 2));
        Assert.All(DemandForecast.Of([9, 5, 1, 0], 30), d => Assert.True(d >= 0));
    }

    [Fact]
    public void A_line_is_forecast_exactly() => Assert.Equal([22_000, 24_000, 26_000], DemandForecast.Of([.. Enumerable.Range(0, 10).Select(i => 2 + (2 * i))], 3));

    [Fact]
    public void Growing_demand_quickens_the_pulse_and_today_is_not_over()
    {
        var growing = Matched([.. Enumerable.Range(1, 10).SelectMany(ago => Enumerable.Repeat((ago, Filled(100, 200, 2)), 11 - ago))]);
        var pulse = Pulse(growing, Market.Profile());
        Assert.Equal(20_000, pulse.DemandBasisPoints);
        Assert.Equal([KeyValuePair.Create(Category.Security, 100L)], pulse.UsualPrices);
        Assert.Equal(20_000, Pulse(Matched(growing, (0, Filled(100, 200, 2))), Market.Profile()).DemandBasisPoints);
        Assert.Equal(10_000, Pulse(growing, Market.Profile() with { Languages = [new LanguageLines("go", 1)] }).DemandBasisPoints);
    }

    [Fact]
    public void What_is_too_old_is_forgotten()
    {
        var state = Matched((200, Filled(1, 2, 3)), (MarketState.DaysKept, Filled(1, 2, 3)), (MarketState.DaysKept - 1, Filled(1, 2, 3)), (5, Filled(1, 2, 3)), (0, Filled(1, 2, 3)));
        Assert.Equal([Today.AddDays(1 - MarketState.DaysKept), Today.AddDays(-5), Today], state.Demand["security/csharp"].Keys);
        Assert.Equal([Today], state.Counted.Keys);
    }

    private static MarketPulse Pulse(MarketState state, ChangeProfile change) => MarketAnalytics.PulseOf(MarketAnalytics.TrendsOf(state, Today), change);

    private static CapabilityOutcome Filled(long paid, long? second, int candidates) => new(Security, true, paid, candidates, second, 1_000, 800);

    private static MarketState Matched(params (int DaysAgo, CapabilityOutcome Outcome)[] matches) => Matched(MarketState.Empty, matches);

    private static MarketState Matched(MarketState state, params (int DaysAgo, CapabilityOutcome Outcome)[] matches) => matches
        .OrderByDescending(m => m.DaysAgo)
        .Select((m, i) => new MarketEvent.MatchRecorded(new MatchOutcome($"r{m.DaysAgo}-{i}", Today.AddDays(-m.DaysAgo), [m.Outcome]), default))
        .Aggregate(state, MarketState.Evolve);
}
