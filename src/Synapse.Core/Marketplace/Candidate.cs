namespace Synapse.Core.Marketplace;

/// <summary>A listing that may be chosen, with the agent's standing.</summary>
/// <param name="Revision">Of the listing.</param>
/// <param name="Approvals">How many people approved this revision.</param>
public sealed record Candidate(Listing Listing, int Revision, int Approvals, Standing Standing);
