using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Marketplace;

namespace Synapse.Core.Reviews;

/// <summary>A specialist as it stood when the review was requested; the review finishes on this version.</summary>
/// <param name="Expertise">The categories it declares; weighs its word in a negotiation.</param>
/// <param name="Contract">What was agreed on a market; null for one that the coordinator's list names.</param>
public sealed record PlannedSpecialist(string Id, string Version, AgentTier Tier, TimeSpan Deadline, ValueList<Category> Expertise, SpecialistContract? Contract = null);

/// <param name="Publisher">Who is paid when it has reported.</param>
/// <param name="Permit">The generation of its circuit breaker that let it be called.</param>
public sealed record SpecialistContract(long PriceMicroCredits, string Publisher, int ListingRevision, long Permit);

/// <summary>How the specialists of a review were found on a market.</summary>
/// <param name="Market">The market's name.</param>
/// <param name="Outcome">The match, as it counts for the market's figures.</param>
/// <param name="Shortage">What the budget kept the review from having; null for nothing.</param>
/// <param name="Reservation">Where the credits for it are reserved; null when it costs nothing.</param>
public sealed record ReviewMarketPlan(string Market, MatchDecision Decision, MatchOutcome Outcome, string? Shortage, string? Reservation);

/// <summary>The coordinator's policy and candidates, fixed at the request.</summary>
/// <param name="Market">Where a market has chosen the specialists; null where the coordinator's list names them.</param>
public sealed record ReviewPlan(
    string Coordinator,
    string CoordinatorVersion,
    ClassificationPolicy Classification,
    NegotiationPolicy Negotiation,
    TimeSpan Deadline,
    ValueList<PlannedSpecialist> Specialists,
    ReviewMarketPlan? Market = null)
{
    /// <summary>The plan of a coordinator for a change of so many lines.</summary>
    public static ReviewPlan For(AgentSpec coordinator, IEnumerable<AgentSpec> specialists, int changedLines) => new(
        coordinator.Id,
        coordinator.Version,
        coordinator.Classification,
        coordinator.Negotiation,
        coordinator.ReviewDeadline.For(changedLines),
        specialists
            .Select(s => new PlannedSpecialist(s.Id, s.Version, s.Tier, s.Deadline.For(changedLines), s.Capabilities.Select(c => c.Category).Distinct().ToValueList()))
            .ToValueList());
}
