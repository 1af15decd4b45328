using Synapse.Core.Marketplace;

namespace Synapse.Core.Tests.Marketplace;

public sealed class QuoteTests
{
    /// <summary>300 lines of complexity 2,000 basis points: the markup is a fifth of the full one.</summary>
    private static readonly ChangeProfile Change = Market.Profile() with { ComplexityBasisPoints = 2_000 };

    [Fact]
    public void A_fixed_price_is_what_it_says_whatever_the_demand() =>
        Assert.Equal(new Quote(700, 0, 0, 10_000, 700), Of(new ListingPrice.Fixed(700), 15_000));

    [Fact]
    public void Lines_complexity_and_demand_make_the_price()
    {
        Assert.Equal(new Quote(0, 6_000, 600, 10_000, 6_600), Of(new ListingPrice.PerLine(20, 0)));
        Assert.Equal(new Quote(0, 6_000, 600, 12_000, 7_920), Of(new ListingPrice.PerLine(20, 0), 12_000));
        Assert.Equal(9_000, Of(new ListingPrice.PerLine(20, 9_000)).Total);
        Assert.Equal(new Quote(6_000, 9_000, 1_500, 10_000, 16_500), Of(new ListingPrice.PerToken(3_000, 10, 2_000)));
        Assert.Equal(new Quote(1_000, 3_000, 2_000, 10_000, 6_000), Of(new ListingPrice.SealedBid(1_000, 10, 25_000), 15_000));
    }

    [Theory]
    [InlineData(0, 8_000)]
    [InlineData(9_000, 9_000)]
    [InlineData(1_000_000, 15_000)]
    public void The_demand_moves_a_price_within_bounds_only(int demand, int counted) => Assert.Equal(counted, Of(new ListingPrice.PerLine(20, 0), demand).DemandBasisPoints);

    [Fact]
    public void The_highest_prices_of_the_largest_change_do_not_overflow()
    {
        var huge = Change with { Lines = ChangeProfile.MaxLines, ComplexityBasisPoints = 10_000 };
        ListingPrice[] prices =
        [
            new ListingPrice.PerLine(MarketRules.MaxUnitPrice, MarketRules.MaxPrice), new ListingPrice.PerToken(MarketRules.MaxUnitPrice, 10_000, 10_000_000),
            new ListingPrice.SealedBid(MarketRules.MaxPrice, MarketRules.MaxUnitPrice, 100_000),
        ];
        var rules = new QuoteRules(10_000, 10_000, 100_000);
        Assert.All(prices, p => Assert.Null(MarketRules.Problem(Market.Listing("a") with { Price = p })));
        Assert.All(prices, p => Assert.True(Quote.Of(p, huge, 100_000, rules).Total > MarketRules.MaxPrice));
        var decision = Matcher.Match(
            Market.Request(huge, long.MaxValue, policy: Market.Policy with { Quotes = rules, Worth = new Worth(MarketRules.MaxPrice, MarketRules.MaxUnitPrice) }),
            prices.Select((p, i) => Market.Candidate(Market.Listing($"a{i}") with { Price = p })).ToList());
        Assert.Empty(decision.Chosen);
    }

    [Fact]
    public void A_quote_explains_itself() => Assert.Equal(
        ["base 6000", "size of the change 9000", "complexity of the change 1500", "demand x 1.25", "total 20625 micro-credits"],
        Of(new ListingPrice.PerToken(3_000, 10, 2_000), 12_500).Explain());

    [Fact]
    public void A_minimum_is_said_as_well() =>
        Assert.Contains("raised to the least that the agent works for", Of(new ListingPrice.PerLine(20, 9_000)).Explain());

    private static Quote Of(ListingPrice price, int demand = 10_000) => Quote.Of(price, Change, demand, QuoteRules.Default);
}
