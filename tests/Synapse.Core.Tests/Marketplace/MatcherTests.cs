using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Marketplace;

namespace Synapse.Core.Tests.Marketplace;

public sealed class MatcherTests
{
    private static readonly ListingTier[] Tiers = [ListingTier.Junior, ListingTier.Senior, ListingTier.Architect, ListingTier.Expert];

    [Fact]
    public void A_simple_small_change_goes_to_a_junior() => Assert.Equal("Junior", Best(Market.Profile(1, 20), Category.Correctness));

    [Fact]
    public void A_risky_security_change_goes_to_an_expert_or_senior()
    {
        Assert.Equal("Expert", Best(Market.Profile(2, 50, 8_000, "security"), Category.Security));
        Assert.Equal("Senior", Best(Market.Profile(2, 50, 8_000, "security"), Category.Security, ListingTier.Expert));
    }

    [Fact]
    public void A_change_of_the_architecture_goes_to_an_architect() => Assert.Equal("Architect", Best(Market.Profile(3, 300, 0, "architecture"), Category.Maintainability));

    [Fact]
    public void A_dearer_agent_is_chosen_only_if_its_quality_is_worth_it()
    {
        // Security of 300 lines is worth 0.6 x (200,000 + 300 x 5,000) = 1,020,000.
        var request = Market.Request(Market.Profile() with { Needs = [new CategoryNeed(Category.Security, 6_000)] });
        var (good, cheap) = (Market.Candidate(Market.Listing("good", price: 300_000), 9_000), Market.Candidate(Market.Listing("cheap", price: 1_000), 5_000));
        Assert.Equal(["good", "cheap"], Market.Names(Matcher.Match(request, [cheap, good])));
        Assert.Equal(["cheap"], Market.Names(Matcher.Match(request, [Market.Candidate(Market.Listing("good", price: 600_000), 9_000), cheap])));
    }

    [Fact]
    public void A_second_opinion_is_worth_what_the_first_may_miss()
    {
        var request = Market.Request(Market.Profile() with { Needs = [new CategoryNeed(Category.Security, 10_000)] });
        var (first, second) = (Market.Candidate(Market.Listing("first", price: 1_000), 9_000), Market.Candidate(Market.Listing("second", price: 200_000), 9_000));
        var decision = Matcher.Match(request, [first, second]);
        Assert.Equal(["first"], Market.Names(decision));
        Assert.Equal(NotChosen.AddsTooLittle, Market.WhyNot(decision, "second"));
        Assert.Equal(1_530_000, Assert.Single(decision.Chosen).GainMicroCredits);
    }

    [Fact]
    public void Neither_budget_nor_deadline_nor_the_number_of_specialists_is_passed()
    {
        var change = Market.Profile();
        var all = Enum.GetValues<Category>().Select(c => Market.Candidate(Market.Listing(Names.Of(c), price: 10_000, category: c))).ToList();
        var poor = Matcher.Match(Market.Request(change, budget: 25_000), all);
        Assert.Equal((2, 20_000), (poor.Chosen.Count, poor.PriceMicroCredits));
        Assert.Contains(poor.Reasons, r => r == new ReasonCount(NotChosen.BudgetSpent, 3));
        Assert.Contains(poor.Reasons, r => r == new ReasonCount(NotChosen.NotCapable, 1));

        var few = Matcher.Match(Market.Request(change, policy: Market.Policy with { MaxSpecialists = 3 }), all);
        Assert.Equal(3, few.Chosen.Count);
        Assert.Contains(few.Reasons, r => r == new ReasonCount(NotChosen.NoPlaceLeft, 2));

        Assert.Empty(Matcher.Match(Market.Request(change) with { Deadline = TimeSpan.FromSeconds(4) }, all).Chosen);
    }

    public static TheoryData<NotChosen> Reasons =>
    [
        NotChosen.NotCapable, NotChosen.TooManyLines, NotChosen.TooManyFiles, NotChosen.OtherFrameworks, NotChosen.AgentNotAdmitted, NotChosen.PublisherNotAdmitted, NotChosen.LicenceNotAdmitted,
        NotChosen.RemoteNotAllowed, NotChosen.NotApproved, NotChosen.Unavailable, NotChosen.TooSlow, NotChosen.Unproven, NotChosen.AboveReserve, NotChosen.AboveBudget, NotChosen.NotWorthIt,
    ];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Who_is_out_is_told_why(NotChosen reason)
    {
        var change = Market.Profile(3, 100, reason == NotChosen.Unproven ? 9_000 : 0, "framework:react");
        var good = Market.Candidate(Market.Listing("other"));
        var listing = good.Listing with { Agent = "this" };
        var candidate = good with { Listing = listing };
        var policy = Market.Policy;
        (candidate, policy) = reason switch
        {
            NotChosen.NotCapable => (candidate with { Listing = listing with { Capabilities = [new Capability(Category.Security, "go")] } }, policy),
            NotChosen.TooManyLines => (candidate with { Listing = listing with { Limits = new ListingLimits(299, 0) } }, policy),
            NotChosen.TooManyFiles => (candidate with { Listing = listing with { Limits = new ListingLimits(0, 2) } }, policy),
            NotChosen.OtherFrameworks => (candidate with { Listing = listing with { Frameworks = ["aspnet"] } }, policy),
            NotChosen.AgentNotAdmitted => (candidate, policy with { Agents = new AccessRule(ValueSet<string>.Empty, ValueSet<string>.Of(["this"])) }),
            NotChosen.PublisherNotAdmitted => (candidate with { Listing = listing with { Publisher = "stranger" } }, policy with { Publishers = new AccessRule(ValueSet<string>.Of([listing.Publisher]), ValueSet<string>.Empty) }),
            NotChosen.LicenceNotAdmitted => (candidate with { Listing = listing with { Licence = "AGPL-3.0-only" } }, policy with { Licences = new AccessRule(ValueSet<string>.Of(["MIT"]), ValueSet<string>.Empty) }),
            NotChosen.RemoteNotAllowed => (candidate with { Listing = listing with { IsRemote = true } }, policy with { AllowsRemote = false }),
            NotChosen.NotApproved => (candidate with { Listing = listing with { IsThirdParty = true }, Approvals = 1 }, policy with { RequiredApprovals = 2 }),
            NotChosen.Unavailable => (candidate with { Standing = candidate.Standing with { IsAvailable = false } }, policy),
            NotChosen.TooSlow => (candidate with { Standing = candidate.Standing with { QueueWait = TimeSpan.FromMinutes(5) } }, policy),
            NotChosen.Unproven => (candidate with { Standing = Standing.Unknown }, policy),
            NotChosen.AboveReserve => (candidate with { Listing = listing with { Price = new ListingPrice.Fixed(5_001) } }, policy with { Reserves = ValueMap<Category, long>.Empty.With(Category.Security, 5_000) }),
            NotChosen.AboveBudget => (candidate with { Listing = listing with { Price = new ListingPrice.Fixed(100_000_001) } }, policy),
            NotChosen.NotWorthIt => (candidate with { Listing = listing with { Price = new ListingPrice.Fixed(50_000_000) } }, policy),
            _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
        };
        var decision = Matcher.Match(Market.Request(change, budget: 100_000_000, policy: policy), [candidate, good]);
        Assert.Equal(["other"], Market.Names(decision));
        Assert.Equal(new ReasonCount(reason, 1), Assert.Single(decision.Reasons));
        Assert.Equal(reason == NotChosen.NotCapable, decision.Weighed.All(c => c.Agent != "this"));
        Assert.Equal(["this", "other"], Market.Names(Matcher.Match(Market.Request(Market.Profile()), [good, good with { Listing = listing with { Price = new ListingPrice.Fixed(999) } }])).Take(2));
    }

    [Fact]
    public void Coverage_counts_the_lines_in_languages_that_the_agent_knows()
    {
        var change = Market.Profile() with { Languages = [new LanguageLines("csharp", 75), new LanguageLines("go", 25)] };
        var decision = Matcher.Match(Market.Request(change), [Market.Candidate(Market.Listing("a"), 8_000)]);
        Assert.Equal(new NeedScore(Category.Security, 1_020_000, 7_500, 8_000, 10_000, 6_000), Assert.Single(Assert.Single(decision.Weighed).Parts));
        var any = Matcher.Match(Market.Request(change), [Market.Candidate(Market.Listing("a", language: "*"), 8_000)]);
        Assert.Equal((10_000, 8_000), (any.Weighed[0].Parts[0].Coverage, any.Weighed[0].Parts[0].Expected));
    }

    [Fact]
    public void What_is_not_known_of_an_agent_is_the_policy_s_prior()
    {
        var candidate = Market.Candidate(Market.Listing("new")) with { Standing = Standing.Unknown };
        Assert.Equal(3_000, Matcher.Match(Market.Request(Market.Profile()), [candidate]).Weighed[0].Parts[0].Quality);
    }

    [Fact]
    public void Equals_are_ordered_by_the_review_and_not_by_the_order_in_which_they_come()
    {
        var request = Market.Request(Market.Profile(), policy: Market.Policy with { MaxSpecialists = 1 });
        var equals = Enumerable.Range(0, 20).Select(i => Market.Candidate(Market.Listing($"a{i}"))).ToList();
        var winners = Enumerable.Range(0, 50).Select(i => Assert.Single(Matcher.Match(request with { ReviewId = $"r{i}" }, equals).Chosen).Agent).ToList();
        Assert.Equal(winners, Enumerable.Range(0, 50).Select(i => Assert.Single(Matcher.Match(request with { ReviewId = $"r{i}" }, [.. Enumerable.Reverse(equals)]).Chosen).Agent));
        Assert.True(winners.Distinct().Count() > 10);
    }

    [Fact]
    public void The_record_of_a_match_has_an_end()
    {
        var many = Enumerable.Range(0, 1_000).Select(i => Market.Candidate(Market.Listing($"a{i}", price: 1_000 + i))).ToList();
        var decision = Matcher.Match(Market.Request(Market.Profile()), many);
        Assert.Equal(MatchDecision.MaxWeighed, decision.Weighed.Count);
        Assert.Equal(Market.Names(decision), decision.Weighed.Take(decision.Chosen.Count).Select(c => c.Agent));
        Assert.Equal(1_000, decision.Chosen.Count + decision.Reasons.Sum(r => r.Candidates));
        Assert.False(decision.IsOptimal);
        Assert.Equal(decision, Matcher.Match(Market.Request(Market.Profile()), many));
    }

    /// <summary>Who wins, whatever the review, the quality and the price, among agents of each tier that are alike in all else.</summary>
    private static string Best(ChangeProfile change, Category category, params ListingTier[] without)
    {
        var random = new Random(20_260_105);
        var winners = new HashSet<string>();
        for (var i = 0; i < 200; i++)
        {
            var (quality, price) = (random.Next(1_000, 10_000), random.Next(10_000));
            var candidates = Tiers.Except(without).Select(t => Market.Candidate(Market.Listing($"{t}", t, price, category), quality)).ToList();
            winners.Add(Assert.Single(Matcher.Match(Market.Request(change, review: $"r{i}", policy: Market.Policy with { MaxSpecialists = 1 }), candidates).Chosen).Agent);
        }

        return Assert.Single(winners);
    }
}
