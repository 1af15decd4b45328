namespace Synapse.Core.Marketplace;

/// <summary>What kind of work an agent is offered for; <see cref="TierFit"/> says how well each fits a change.</summary>
public enum ListingTier
{
    Junior,
    Senior,
    Architect,
    Expert,
}
