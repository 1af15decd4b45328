using Synapse.Core.Findings;

namespace Synapse.Core.Marketplace;

/// <summary>What a market lets in, and how it chooses.</summary>
/// <param name="RequiredApprovals">People who must approve a third party's listing before it is matched.</param>
/// <param name="AllowsRemote">Whether changes may be given to agents that run elsewhere.</param>
/// <param name="Reserves">The most that is paid for a category, in micro-credits; a category that is not named has no such limit.</param>
/// <param name="ExplorationBasisPoints">The share of matches that may try a little-known agent.</param>
/// <param name="LittleKnownBelow">Evidence, in answered findings, below which an agent is little known in a category.</param>
/// <param name="PriorQualityBasisPoints">The quality of whom nothing is known.</param>
/// <param name="MaxSpecialists">The most agents on one change.</param>
public sealed record MarketPolicy(
    AccessRule Publishers,
    AccessRule Licences,
    AccessRule Agents,
    int RequiredApprovals,
    bool AllowsRemote,
    ValueMap<Category, long> Reserves,
    int ExplorationBasisPoints,
    int LittleKnownBelow,
    int PriorQualityBasisPoints,
    int MaxSpecialists,
    Worth Worth,
    BidRules Bids,
    QuoteRules Quotes)
{
    /// <summary>The most of all matches that may be spent on finding out who is good.</summary>
    public const int MaxExplorationBasisPoints = 2_000;

    public static MarketPolicy Default { get; } = new(
        AccessRule.Everyone, AccessRule.Everyone, AccessRule.Everyone, RequiredApprovals: 1, AllowsRemote: true, ValueMap<Category, long>.Empty,
        ExplorationBasisPoints: 500, LittleKnownBelow: 20, PriorQualityBasisPoints: 3_000, MaxSpecialists: 8, Worth.Default, BidRules.Default, QuoteRules.Default);
}
