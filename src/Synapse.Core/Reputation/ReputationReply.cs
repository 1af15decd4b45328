using Synapse.Core.Agents;

namespace Synapse.Core.Reputation;

/// <param name="MayTakeHighSeverity">Whether enough is known of it.</param>
public sealed record SkillStanding(Capability Skill, ReputationScore Score, bool MayTakeHighSeverity);

/// <summary>Where one version stands.</summary>
/// <param name="Stars">How often 1, 2, ... 5 stars were given by others than the owner.</param>
public sealed record VersionStanding(string Version, ValueList<SkillStanding> Skills, Calibration Calibration, ServiceRecord Service, ValueList<long> Stars);

/// <summary>The answer to every reputation command.</summary>
/// <param name="Versions">Of <see cref="ReputationCommand.Observe"/>, the oldest first; empty otherwise.</param>
/// <param name="Explanation">Of <see cref="ReputationCommand.Explain"/>; null otherwise.</param>
public sealed record ReputationReply(ValueList<VersionStanding> Versions, ReputationExplanation? Explanation)
{
    public static ReputationReply Noted { get; } = new([], null);
}
