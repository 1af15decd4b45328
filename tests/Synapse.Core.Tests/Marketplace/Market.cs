using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Marketplace;
using Synapse.Core.Reviews;

namespace Synapse.Core.Tests.Marketplace;

/// <summary>Small building blocks for market tests.</summary>
internal static class Market
{
    public static MarketPolicy Policy { get; } = MarketPolicy.Default with { ExplorationBasisPoints = 0 };

    public static ReviewRequest Change(int files, int linesPerFile, int risk = 0, params string[] labels) => new(
        "A change", "ann", "base", "head", labels.ToValueList(), "feature", risk, files,
        Enumerable.Range(0, files).Select(i => new ReviewFile($"src/f{i}.cs", linesPerFile, 0)).ToValueList(), "digest", []);

    public static ChangeProfile Profile(int files = 3, int linesPerFile = 100, int risk = 0, params string[] labels) =>
        ChangeProfile.Of(Change(files, linesPerFile, risk, labels), DecisionPath.Deep);

    public static Listing Listing(
        string agent, ListingTier tier = ListingTier.Senior, long price = 1_000, Category category = Category.Security, string language = "csharp", string publisher = "") => new(
        agent, "1.0", publisher.Length > 0 ? publisher : $"owner-of-{agent}", tier, [new Capability(category, language)], ListingLimits.None, [],
        new ListingPrice.Fixed(price), new ListingSla(TimeSpan.FromSeconds(5), BasisPoints.All), "MIT", IsThirdParty: false, IsRemote: false);

    public static Candidate Candidate(Listing listing, int quality = 8_000, int evidence = 100) => new(
        listing, 1, 0,
        new Standing(listing.Capabilities.Select(c => new CapabilityStanding(c, quality, evidence)).ToValueList(), IsBarredFromHighSeverity: evidence == 0, IsAvailable: true, TimeSpan.Zero));

    public static MatchRequest Request(ChangeProfile change, long budget = 1_000_000_000, string review = "r1", MarketPolicy? policy = null) =>
        new(review, change, budget, TimeSpan.FromMinutes(5), policy ?? Policy, 1, MarketPulse.Calm);

    public static IEnumerable<string> Names(MatchDecision decision) => decision.Chosen.Select(c => c.Agent);

    public static NotChosen WhyNot(MatchDecision decision, string agent) => decision.Weighed.Single(c => c.Agent == agent).WhyNot;
}
