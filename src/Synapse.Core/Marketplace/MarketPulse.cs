using Synapse.Core.Findings;

namespace Synapse.Core.Marketplace;

/// <summary>How the market has been lately. <see cref="MarketAnalytics"/> takes it from the figures.</summary>
/// <param name="DemandBasisPoints">The demand to come beside the usual one; 10,000 is usual.</param>
/// <param name="UsualPrices">What was paid for a category on average, in micro-credits.</param>
public sealed record MarketPulse(int DemandBasisPoints, ValueMap<Category, long> UsualPrices)
{
    public static MarketPulse Calm { get; } = new(BasisPoints.All, ValueMap<Category, long>.Empty);
}
