using Synapse.Core;
using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Marketplace;

namespace Synapse.Runtime.Tests.Marketplace;

/// <summary>Small building blocks for market tests.</summary>
internal static class MarketSamples
{
    public static Listing Listing(string agent = "reader", string publisher = "ann", ListingPrice? price = null) => new(
        agent, "1.0", publisher, ListingTier.Senior, [new Capability(Category.Security, "csharp"), new Capability(Category.Secrets, "*")], new ListingLimits(1_000, 50), ["aspnet"],
        price ?? new ListingPrice.PerLine(20, 1_000), new ListingSla(TimeSpan.FromSeconds(30), 9_900), "MIT", IsThirdParty: true, IsRemote: true);

    public static MarketPolicy Policy { get; } = MarketPolicy.Default with
    {
        Publishers = new AccessRule(ValueSet<string>.Of(["ann"]), ValueSet<string>.Of(["mallory"])),
        Reserves = ValueMap<Category, long>.Empty.With(Category.Security, 5_000_000),
    };

    public static MatchOutcome Outcome(string review = "r1", int dayOfJanuary = 2) => new(
        review, new DateOnly(2026, 1, dayOfJanuary), [new CapabilityOutcome(new Capability(Category.Security, "csharp"), true, 1_000, 3, 2_000, 10_000, 7_000)]);
}
