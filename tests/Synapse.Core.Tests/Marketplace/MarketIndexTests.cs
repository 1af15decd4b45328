using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Languages;
using Synapse.Core.Marketplace;
using Synapse.Core.Reviews;

namespace Synapse.Core.Tests.Marketplace;

public sealed class MarketIndexTests
{
    private const int Matches = 400;

    private static readonly DateOnly Today = new(2026, 3, 31);
    private static readonly string[] Languages = ["csharp", "go", "python", SourceLanguages.Text, "*"];
    private static readonly string[] Files = ["a.cs", "a.go", "a.py", "a.md"];

    /// <summary>Whatever the market, the change and the standings are, looking at fewer listings decides the same.</summary>
    [Fact]
    public void The_index_decides_as_a_look_at_every_listing()
    {
        var random = new Random(20_260_107);
        var (chosen, passedOver) = (0, 0);
        for (var i = 0; i < Matches; i++)
        {
            var index = AnyMarket(random);
            var change = AnyChange(random);
            var request = index.RequestFor($"r{i}", change, random.Next(3_000_000), TimeSpan.FromSeconds(random.Next(10, 100)));
            var decision = index.Match(request);
            var backwards = Enumerable.Reverse(index.Candidates).ToList();
            Assert.Equal(Matcher.Match(request, backwards), decision);
            Assert.Equal(index.Candidates.Count, decision.Chosen.Count + decision.Reasons.Sum(r => r.Candidates));
            (chosen, passedOver) = (chosen + decision.Chosen.Count, passedOver + decision.Reasons.Where(r => r.Reason == NotChosen.NotCapable).Sum(r => r.Candidates));
            Holds(request, decision);
        }

        Assert.True(chosen > Matches && passedOver > Matches, $"the markets are too tame to show anything: {chosen} chosen, {passedOver} passed over");
    }

    [Fact]
    public void Policy_and_pulse_are_the_market_s()
    {
        var outcome = new CapabilityOutcome(new Capability(Category.Security, "csharp"), true, 300, 1, null, 1_000, 800);
        var state = MarketState.Evolve(MarketState.Empty with { Policy = Market.Policy, PolicyRevision = 4 }, new MarketEvent.MatchRecorded(new MatchOutcome("r1", Today.AddDays(-1), [outcome]), default));
        var request = new MarketIndex(MarketState.Empty, Today, new Dictionary<string, Standing>()).WithFigures(state, Today).RequestFor("r1", Market.Profile(), 5, TimeSpan.FromSeconds(1));
        Assert.Equal((Market.Policy, 4, 300L), (request.Policy, request.PolicyRevision, request.Pulse.UsualPrices[Category.Security]));
    }

    [Theory]
    [InlineData("READER", "reader")]
    [InlineData("security/go", "reader,writer")]
    [InlineData("architect", "writer")]
    [InlineData("react", "reader")]
    [InlineData("withdrawn", "")]
    public void A_search_finds_listings_by_any_of_their_words(string word, string found)
    {
        var reader = Market.Listing("reader", language: "go") with { Frameworks = ["react"] };
        var state = Listed(reader, Market.Listing("writer", ListingTier.Architect, language: "go"), Market.Listing("withdrawn"));
        state = MarketState.Evolve(state, new MarketEvent.ListingWithdrawn("withdrawn", 2, "ann", default));
        var index = new MarketIndex(state, Today, new Dictionary<string, Standing>());
        Assert.Equal(found, string.Join(',', index.Search(word).Select(l => l.Agent)));
    }

    /// <summary>What every decision keeps to.</summary>
    private static void Holds(MatchRequest request, MatchDecision decision)
    {
        Assert.True(decision.PriceMicroCredits <= request.BudgetMicroCredits);
        Assert.Equal(decision.PriceMicroCredits, decision.Chosen.Sum(c => c.PriceMicroCredits));
        Assert.True(decision.Chosen.Count <= request.Policy.MaxSpecialists);
        Assert.Distinct(decision.Chosen.Select(c => c.Agent));
        Assert.True(decision.Weighed.Count <= MatchDecision.MaxWeighed);
        Assert.All(decision.Chosen.Where(c => !c.IsTried), c => Assert.True(c.GainMicroCredits >= c.PriceMicroCredits, $"{c.Agent} adds {c.GainMicroCredits} and costs {c.PriceMicroCredits}"));
        Assert.All(decision.Weighed, w => Assert.All(w.Parts, p => Assert.InRange(p.Expected, 0, BasisPoints.All)));
    }

    private static MarketState Listed(params Listing[] listings) =>
        listings.Select(l => new MarketEvent.ListingPublished(l, 1, "ann", default)).Aggregate(MarketState.Empty, MarketState.Evolve);

    private static MarketIndex AnyMarket(Random random)
    {
        var listings = Enumerable.Range(0, random.Next(1, 60)).Select(i => AnyListing(random, i)).ToArray();
        var standings = listings.Where(_ => random.Next(4) > 0).ToDictionary(l => l.Agent, l => new Standing(
            Enumerable.Range(0, random.Next(4)).Select(_ => new CapabilityStanding(AnyCapability(random), random.Next(10_001), random.Next(40))).ToValueList(),
            random.Next(3) == 0, random.Next(10) > 0, TimeSpan.FromSeconds(random.Next(20))));
        var policy = Market.Policy with
        {
            ExplorationBasisPoints = random.Next(2_001),
            MaxSpecialists = random.Next(1, 9),
            Reserves = random.Next(3) > 0 ? ValueMap<Category, long>.Empty : ValueMap<Category, long>.Empty.With(Category.Security, random.Next(500_000)),
            Agents = random.Next(3) > 0 ? AccessRule.Everyone : new AccessRule(ValueSet<string>.Empty, ValueSet<string>.Of(["a1", "a3"])),
        };
        return new MarketIndex(Listed(listings) with { Policy = policy }, Today, standings);
    }

    private static Listing AnyListing(Random random, int place)
    {
        var listing = Market.Listing($"a{place}", (ListingTier)random.Next(4), random.Next(300_000), publisher: $"p{random.Next(10)}");
        return listing with
        {
            Capabilities = Enumerable.Range(0, random.Next(1, 4)).Select(_ => AnyCapability(random)).Distinct().ToValueList(),
            Price = random.Next(4) switch
            {
                0 => new ListingPrice.SealedBid(random.Next(500_000), random.Next(1_000), random.Next(20_000)),
                1 => new ListingPrice.PerLine(random.Next(3_000), random.Next(10_000)),
                _ => listing.Price,
            },
            Limits = random.Next(5) == 0 ? new ListingLimits(500, 5) : ListingLimits.None,
            Sla = new ListingSla(TimeSpan.FromSeconds(random.Next(1, 40)), random.Next(5_000, 10_001)),
            IsThirdParty = random.Next(5) == 0,
        };
    }

    private static Capability AnyCapability(Random random) => new((Category)random.Next(6), Languages[random.Next(Languages.Length)]);

    private static ChangeProfile AnyChange(Random random)
    {
        var files = Enumerable.Range(0, random.Next(1, 8)).Select(i => new ReviewFile($"f{i}/{Files[random.Next(Files.Length)]}", random.Next(300), 0)).ToValueList();
        return ChangeProfile.Of(Market.Change(0, 0, random.Next(10_001)) with { FilesChanged = files.Count, Files = files }, (DecisionPath)random.Next(2));
    }
}
