using Synapse.Core.Marketplace;

namespace Synapse.Core.Tests.Marketplace;

public sealed class ExplorationTests
{
    private const int Reviews = 2_000;

    private static readonly MarketPolicy Curious = Market.Policy with { ExplorationBasisPoints = 1_000, MaxSpecialists = 1 };

    private static readonly Candidate Known = Market.Candidate(Market.Listing("known"), 9_000);

    private static readonly Candidate New = Market.Candidate(Market.Listing("new"), 3_000, evidence: 2);

    [Fact]
    public void The_share_of_matches_that_try_somebody_new_is_the_policy_s()
    {
        var tried = Enumerable.Range(0, Reviews).Count(i => Tried(Market.Request(Market.Profile(), review: $"r{i}", policy: Curious)));
        Assert.InRange(tried, Reviews * 8 / 100, Reviews * 12 / 100);
        Assert.DoesNotContain(Enumerable.Range(0, Reviews), i => Tried(Market.Request(Market.Profile(), review: $"r{i}", policy: Curious with { ExplorationBasisPoints = 0 })));
    }

    [Fact]
    public void Who_gives_way_is_told_why_and_the_new_one_is_marked()
    {
        var decision = Explored(Curious, Market.Profile());
        var chosen = Assert.Single(decision.Chosen);
        Assert.Equal(("new", true), (chosen.Agent, chosen.IsTried));
        Assert.Equal(NotChosen.GaveWay, Market.WhyNot(decision, "known"));
    }

    [Fact]
    public void Where_there_is_a_place_nobody_gives_way() =>
        Assert.Equal(["known", "new"], Market.Names(Explored(Curious with { MaxSpecialists = 2 }, Market.Profile(), New with { Listing = New.Listing with { Price = new ListingPrice.Fixed(900_000) } })));

    [Fact]
    public void On_a_risky_change_nobody_gives_way_and_who_has_shown_nothing_is_not_tried()
    {
        var risky = Market.Profile(3, 100, 9_000);
        Assert.DoesNotContain(Enumerable.Range(0, Reviews), i => Tried(Market.Request(risky, review: $"r{i}", policy: Curious)));
        var unproven = Market.Candidate(New.Listing with { Price = new ListingPrice.Fixed(0) }, evidence: 0);
        Assert.DoesNotContain(Enumerable.Range(0, Reviews), i => Tried(Market.Request(risky, review: $"r{i}", policy: Curious with { MaxSpecialists = 5 }), unproven));
    }

    [Fact]
    public void The_budget_holds_for_the_new_as_well() => Assert.DoesNotContain(
        Enumerable.Range(0, Reviews),
        i => Tried(Market.Request(Market.Profile(), budget: 5_000, review: $"r{i}", policy: Curious), New with { Listing = New.Listing with { Price = new ListingPrice.Fixed(5_001) } }));

    private static bool Tried(MatchRequest request, Candidate? candidate = null) => Matcher.Match(request, [Known, candidate ?? New]).Chosen.Any(c => c.IsTried);

    private static MatchDecision Explored(MarketPolicy policy, ChangeProfile change, Candidate? candidate = null) => Enumerable.Range(0, Reviews)
        .Select(i => Matcher.Match(Market.Request(change, review: $"r{i}", policy: policy), [Known, candidate ?? New]))
        .First(d => d.Chosen.Any(c => c.IsTried));
}
