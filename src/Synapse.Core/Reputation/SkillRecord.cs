using Synapse.Core.Agents;

namespace Synapse.Core.Reputation;

/// <summary>The evidence for one skill of one version.</summary>
/// <param name="Published">The score that was last told to the outside, in basis points.</param>
public sealed record SkillRecord(Capability Skill, ValueList<EvidenceRow> Rows, FoldedEvidence Folded, int Published)
{
    public static SkillRecord New(Capability skill) => new(skill, [], FoldedEvidence.None, 0);
}
