using Synapse.Core.Findings;
using Synapse.Core.Marketplace;

namespace Synapse.Core.Tests.Marketplace;

public sealed class SealedBiddingTests
{
    private const int Profiles = 1_000;
    private const int Deviations = 20;

    private static readonly ChangeProfile Change = Market.Profile() with { Needs = [new CategoryNeed(Category.Security, 10_000)] };

    [Fact]
    public void The_winner_is_paid_its_critical_price_and_not_its_bid()
    {
        var decision = Matcher.Match(Market.Request(Change), [Bidder("low", 100_000), Bidder("high", 300_000)]);
        Assert.Equal(("low", 300_000), (Assert.Single(decision.Chosen).Agent, decision.PriceMicroCredits));
        Assert.Equal(100_000, decision.Weighed[0].Quote.Total);
        Assert.Equal(NotChosen.Outbid, Market.WhyNot(decision, "high"));
    }

    [Fact]
    public void A_fixed_price_can_be_better_than_the_best_bid() =>
        Assert.Equal(["fixed"], Market.Names(Matcher.Match(
            Market.Request(Change, policy: Market.Policy with { MaxSpecialists = 1 }), [Bidder("low", 100_000), Bidder("high", 300_000), Market.Candidate(Market.Listing("fixed", price: 50_000))])));

    [Fact]
    public void A_bid_above_the_reserve_or_above_the_usual_price_s_ceiling_is_out()
    {
        var policy = Market.Policy with { Reserves = ValueMap<Category, long>.Empty.With(Category.Security, 99_999) };
        Assert.Equal(new ReasonCount(NotChosen.AboveReserve, 1), Assert.Single(Matcher.Match(Market.Request(Change, policy: policy), [Bidder("a", 100_000)]).Reasons));
        var usual = Market.Request(Change) with { Pulse = MarketPulse.Calm with { UsualPrices = ValueMap<Category, long>.Empty.With(Category.Security, 49_000) } };
        Assert.Equal(new ReasonCount(NotChosen.AboveReserve, 1), Assert.Single(Matcher.Match(usual, [Bidder("a", 100_000)]).Reasons));
        Assert.Equal(98_000, Assert.Single(Matcher.Match(usual, [Bidder("a", 90_000)]).Chosen).PriceMicroCredits);
    }

    /// <summary>In a whole match too, beside fixed prices, several categories, a reserve and a budget.</summary>
    [Fact]
    public void No_bid_gains_more_than_the_true_cost()
    {
        var random = new Random(20_260_104);
        var changed = 0;
        for (var profile = 0; profile < Profiles; profile++)
        {
            var candidates = Enumerable.Range(0, random.Next(2, 10)).Select(i => Any(random, i)).ToList();
            var reserves = random.Next(2) == 0 ? ValueMap<Category, long>.Empty : ValueMap<Category, long>.Empty.With(Category.Security, random.Next(1_500_000));
            var request = Market.Request(Market.Profile(), random.Next(3_000_000), $"r{profile}", Market.Policy with { Reserves = reserves, MaxSpecialists = random.Next(1, 4) });
            var who = candidates.FindIndex(c => c.Listing.Price is ListingPrice.SealedBid);
            if (who < 0)
            {
                continue;
            }

            var cost = ((ListingPrice.SealedBid)candidates[who].Listing.Price).BaseMicroCredits;
            var truthful = Gain(request, candidates, who, cost);
            Assert.True(truthful >= 0);
            for (var deviation = 0; deviation < Deviations; deviation++)
            {
                candidates[who] = WithBid(candidates[who], random.Next(2_000_000));
                var gain = Gain(request, candidates, who, cost);
                Assert.True(gain <= truthful, $"profile {profile}: {candidates[who].Listing.Price} for a cost of {cost} gains {gain} instead of {truthful}");
                changed += gain < truthful ? 1 : 0;
            }
        }

        Assert.True(changed > Profiles, "the profiles are too tame to show anything");
    }

    private static long Gain(MatchRequest request, List<Candidate> candidates, int who, long cost) =>
        Matcher.Match(request, candidates).Chosen.FirstOrDefault(c => c.Agent == candidates[who].Listing.Agent) is { } chosen ? chosen.PriceMicroCredits - cost : 0;

    private static Candidate Any(Random random, int place)
    {
        var category = random.Next(3) == 0 ? Category.Correctness : Category.Security;
        var candidate = Market.Candidate(Market.Listing($"a{place}", price: random.Next(1_000_000), category: category), random.Next(2_000, 9_500));
        return random.Next(3) == 0 ? candidate : WithBid(candidate, random.Next(1_000_000));
    }

    private static Candidate Bidder(string agent, long bid) => WithBid(Market.Candidate(Market.Listing(agent)), bid);

    private static Candidate WithBid(Candidate candidate, long bid) => candidate with { Listing = candidate.Listing with { Price = new ListingPrice.SealedBid(bid, 0, 0) } };
}
