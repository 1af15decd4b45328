namespace Synapse.Core.Marketplace;

/// <summary>What a market knows under an agent's name.</summary>
/// <param name="Revision">Counts the changes, also across a withdrawal, so that an old command is never taken for a new one.</param>
/// <param name="Listing">Null when it is withdrawn.</param>
/// <param name="Approvals">Who approved this revision.</param>
public sealed record ListingEntry(int Revision, Listing? Listing, ValueSet<string> Approvals);
