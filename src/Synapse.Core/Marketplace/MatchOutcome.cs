namespace Synapse.Core.Marketplace;

/// <summary>One match, as it counts for the market's figures. A review counts once per day.</summary>
/// <param name="Day">When the match was made, UTC.</param>
public sealed record MatchOutcome(string ReviewId, DateOnly Day, ValueList<CapabilityOutcome> Capabilities);
