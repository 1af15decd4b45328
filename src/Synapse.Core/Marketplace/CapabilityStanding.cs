using Synapse.Core.Agents;

namespace Synapse.Core.Marketplace;

/// <summary>How well an agent is known to do one thing.</summary>
/// <param name="QualityBasisPoints">The calibrated share of what there is to find that it finds and is right about; 0 to 10,000.</param>
/// <param name="Evidence">What that rests on, in answered findings, old ones discounted.</param>
public sealed record CapabilityStanding(Capability Capability, int QualityBasisPoints, int Evidence);
