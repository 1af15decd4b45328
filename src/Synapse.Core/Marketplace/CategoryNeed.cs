using Synapse.Core.Findings;

namespace Synapse.Core.Marketplace;

/// <summary>A category that a change must be looked at for.</summary>
/// <param name="WeightBasisPoints">How much it matters for this change; 10,000 is fully.</param>
public sealed record CategoryNeed(Category Category, int WeightBasisPoints);
