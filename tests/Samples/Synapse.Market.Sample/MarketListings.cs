using Synapse.Core;
using Synapse.Core.Agents;
using Synapse.Core.Marketplace;

namespace Synapse.Market.Sample;

/// <summary>What the agents of the sample are offered for: four tiers, three publishers, every kind of price.</summary>
internal static class MarketListings
{
    public const string Remote = "far-expert";

    private static readonly (string Agent, string Publisher, ListingTier Tier, ListingPrice Price)[] Offers =
    [
        ("secrets-junior", "acme", ListingTier.Junior, new ListingPrice.Fixed(0)),
        ("tidy-junior", "acme", ListingTier.Junior, new ListingPrice.Fixed(400)),
        ("speed-junior", "acme", ListingTier.Junior, new ListingPrice.PerLine(10, 500)),
        ("guard-senior", "acme", ListingTier.Senior, new ListingPrice.Fixed(6_000)),
        ("secrets-senior", "northwind", ListingTier.Senior, new ListingPrice.PerLine(30, 1_000)),
        ("speed-senior", "northwind", ListingTier.Senior, new ListingPrice.SealedBid(3_000, 20, 2_000)),
        ("clarity-senior", "northwind", ListingTier.Senior, new ListingPrice.SealedBid(2_500, 15, 2_000)),
        ("guard-expert", "northwind", ListingTier.Expert, new ListingPrice.Fixed(18_000)),
        ("shape-architect", "contoso", ListingTier.Architect, new ListingPrice.PerLine(40, 5_000)),
        ("rival-expert", "contoso", ListingTier.Expert, new ListingPrice.SealedBid(12_000, 30, 3_000)),
        ("guard-junior", "contoso", ListingTier.Junior, new ListingPrice.Fixed(900)),
        (Remote, "contoso", ListingTier.Expert, new ListingPrice.PerToken(900, 12, 2_000)),
    ];

    public static IEnumerable<Listing> Of(AgentSet agents) => Offers.Select(o => new Listing(
        o.Agent, agents.Find(o.Agent)!.Version, o.Publisher, o.Tier, agents.Find(o.Agent)!.Capabilities.Distinct().ToValueList(), ListingLimits.None, [], o.Price,
        new ListingSla(TimeSpan.FromSeconds(30), 9_900), "MIT", IsThirdParty: o.Publisher == "contoso", IsRemote: o.Agent == Remote));
}
