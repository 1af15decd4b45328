namespace Synapse.Core.Marketplace;

/// <summary>What the publisher promises.</summary>
/// <param name="Deadline">From taking the work to its report.</param>
/// <param name="AvailabilityBasisPoints">The share of work that is answered in that time.</param>
public sealed record ListingSla(TimeSpan Deadline, int AvailabilityBasisPoints);
