using Synapse.Core.Agents;
using Synapse.Core.Findings;

namespace Synapse.Core.Reviews;

/// <summary>A specialist as it stood when the review was requested; the review finishes on this version.</summary>
/// <param name="Expertise">The categories it declares; weighs its word in a negotiation.</param>
public sealed record PlannedSpecialist(string Id, string Version, AgentTier Tier, TimeSpan Deadline, ValueList<Category> Expertise);

/// <summary>The coordinator's policy and candidates, fixed at the request.</summary>
public sealed record ReviewPlan(
    string Coordinator,
    string CoordinatorVersion,
    ClassificationPolicy Classification,
    NegotiationPolicy Negotiation,
    TimeSpan Deadline,
    ValueList<PlannedSpecialist> Specialists)
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
