namespace Synapse.Core.Marketplace;

/// <summary>The answer to every market command.</summary>
/// <param name="PolicyRevision">Of the policy that holds.</param>
/// <param name="Entry">Of the agent that the command names; null when the market has never listed it.</param>
public sealed record MarketReply(int PolicyRevision, ListingEntry? Entry);
