using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Marketplace;

namespace Synapse.Core.Tests.Marketplace;

public sealed class MatchOutcomeTests
{
    [Fact]
    public void A_decision_becomes_one_row_per_category_in_the_main_language()
    {
        var change = Market.Profile() with
        {
            Languages = [new LanguageLines("csharp", 90), new LanguageLines("go", 10)],
            Needs = [new CategoryNeed(Category.Security, 10_000), new CategoryNeed(Category.Correctness, 5_000), new CategoryNeed(Category.Performance, 4_000)],
        };
        var both = Market.Listing("both", price: 3_000, language: "*") with { Capabilities = [new Capability(Category.Security, "*"), new Capability(Category.Correctness, "*")] };
        var request = Market.Request(change, policy: Market.Policy with { MaxSpecialists = 1 });
        var decision = Matcher.Match(request, [Market.Candidate(both, 8_000), Market.Candidate(Market.Listing("second", price: 2_000, language: "*"), 6_000)]);
        Assert.Equal(["both"], Market.Names(decision));

        // Worth 1,700,000, 850,000 and 680,000; the price is split as 2 to 1.
        var outcome = MatchOutcome.Of(request, decision, new DateOnly(2026, 1, 2));
        Assert.Equal(
            [
                new CapabilityOutcome(new Capability(Category.Security, "csharp"), true, 2_000, 2, 2_000, 1_700_000, 1_360_000),
                new CapabilityOutcome(new Capability(Category.Correctness, "csharp"), true, 1_000, 1, null, 850_000, 680_000),
                new CapabilityOutcome(new Capability(Category.Performance, "csharp"), false, 0, 0, null, 680_000, 0),
            ],
            outcome.Capabilities);
        Assert.Null(MarketRules.Problem(outcome, outcome.Day));
    }

    [Fact]
    public void A_price_beyond_the_figures_is_clipped_and_not_refused()
    {
        var change = Market.Profile() with { Lines = ChangeProfile.MaxLines, Needs = [new CategoryNeed(Category.Security, 10_000)] };
        var dear = Market.Candidate(Market.Listing("dear") with { Price = new ListingPrice.PerLine(MarketRules.MaxUnitPrice, 0) });
        var request = Market.Request(change);
        var outcome = MatchOutcome.Of(request, Matcher.Match(request, [dear]), new DateOnly(2026, 1, 2));
        Assert.Equal((false, MarketRules.MaxPrice), (outcome.Capabilities[0].IsFilled, outcome.Capabilities[0].SecondMicroCredits));
        Assert.Null(MarketRules.Problem(outcome, outcome.Day));
    }
}
