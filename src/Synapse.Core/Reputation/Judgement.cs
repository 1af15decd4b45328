using Synapse.Core.Agents;
using Synapse.Core.Findings;

namespace Synapse.Core.Reputation;

/// <summary>What an independent party says of one outcome of an agent's work.</summary>
/// <param name="Version">The agent's version that did the work.</param>
/// <param name="IsCorrect">Whether the agent was right.</param>
/// <param name="Subject">The fingerprint of the finding, or the id of the defect. Judgements of one subject are about one outcome.</param>
/// <param name="Stated">How sure the agent said it was.</param>
/// <param name="At">When it was judged, UTC.</param>
public sealed record Judgement(string Version, Capability Skill, EvidenceSource Source, bool IsCorrect, string Subject, Rater Rater, Confidence Stated, DateTimeOffset At)
{
    public bool IsTruth => Source != EvidenceSource.Person;
}
