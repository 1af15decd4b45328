namespace Synapse.Core.Marketplace;

/// <summary>How a candidate was weighed.</summary>
/// <param name="Quote">How its own price comes about; of a sealed bid, the bid.</param>
/// <param name="PriceMicroCredits">What it would be paid; of a sealed bid that won, the critical price.</param>
/// <param name="NetMicroCredits">What is expected of it alone, less its price.</param>
/// <param name="Parts">By category; empty for one that was out before it was weighed.</param>
public sealed record ScoredCandidate(
    string Agent, string Version, ListingTier Tier, Quote Quote, long PriceMicroCredits, long NetMicroCredits, ValueList<NeedScore> Parts, NotChosen WhyNot);
