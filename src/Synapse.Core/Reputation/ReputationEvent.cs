using Synapse.Core.Agents;

namespace Synapse.Core.Reputation;

/// <summary>Judgements that make room: their ids, and all that is folded with them in it.</summary>
public sealed record Folding(ValueList<string> Ids, FoldedEvidence Folded);

/// <summary>What became known of an agent. The journaled names are in the runtime's codec and never change.</summary>
public abstract record ReputationEvent(DateTimeOffset At)
{
    /// <param name="Replaces">The id of the same rater's earlier judgement of the subject in the same period; empty when there is none.</param>
    /// <param name="Folding">Set when older judgements made room for this one.</param>
    public sealed record Judged(Judgement Judgement, string CommandId, string Replaces, Folding? Folding, DateTimeOffset At) : ReputationEvent(At);

    /// <summary>A score moved far enough to be told, in basis points.</summary>
    public sealed record Moved(string Version, Capability Skill, int Before, int After, DateTimeOffset At) : ReputationEvent(At);

    public sealed record Served(string Version, ServiceRow Row, DateTimeOffset At) : ReputationEvent(At);

    /// <param name="Replaces">The id of the same rater's earlier rating of the subject in the same period; empty when there is none.</param>
    public sealed record Rated(Rating Rating, string CommandId, string Replaces, DateTimeOffset At) : ReputationEvent(At);

    public sealed record OwnerSet(Ownership Ownership, DateTimeOffset At) : ReputationEvent(At);

    /// <summary>A version made room for a newer one.</summary>
    public sealed record VersionRetired(string Version, DateTimeOffset At) : ReputationEvent(At);
}
