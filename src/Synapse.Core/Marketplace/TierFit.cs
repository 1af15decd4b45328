using Synapse.Core.Findings;

namespace Synapse.Core.Marketplace;

/// <summary>
/// How much of its quality an agent of a tier brings to a change. Policy, not measurement: it sends simple small changes to juniors, risky
/// security work to seniors and experts, and architecture to architects, where calibrated quality alone does not tell.
/// </summary>
internal static class TierFit
{
    /// <summary>Basis points, and the kind of change in words.</summary>
    public static (int BasisPoints, string Kind) Of(ListingTier tier, ChangeProfile change, Category category) =>
        change.IsRisky && category is Category.Security or Category.Secrets ? (Pick(tier, 2_000, 9_500, 6_000, 10_000), "risky security work")
        : change.IsArchitecture ? (Pick(tier, 3_000, 7_000, 10_000, 7_500), "a change of the architecture")
        : change.IsSmallAndSimple ? (Pick(tier, 10_000, 8_000, 6_000, 7_000), "a simple small change")
        : (Pick(tier, 7_000, 10_000, 8_000, 9_500), "an ordinary change");

    private static int Pick(ListingTier tier, int junior, int senior, int architect, int expert) => tier switch
    {
        ListingTier.Junior => junior,
        ListingTier.Senior => senior,
        ListingTier.Architect => architect,
        ListingTier.Expert => expert,
        _ => 0,
    };
}
