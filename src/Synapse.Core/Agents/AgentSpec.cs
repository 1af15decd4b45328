namespace Synapse.Core.Agents;

/// <summary>The declarative description of a specialist, coordinator or remote agent.</summary>
/// <param name="Id">Unique in the silo; lower-case letters, digits and <c>-</c>.</param>
/// <param name="Version">The author's version label; a change of the spec is a new version.</param>
/// <param name="Subscribes">Signal types the agent reacts to.</param>
/// <param name="Emits">Signal types the agent publishes.</param>
/// <param name="Specialists">Coordinators only: ids of the agents it may assign.</param>
/// <param name="ReviewDeadline">Coordinators only: how long a review may take in all. Default 5 minutes.</param>
/// <param name="Analyser">Specialists only: the program that it runs in place of checks, else null.</param>
/// <param name="Prompt">Reference of the prompt an LLM-backed agent uses, else null.</param>
public sealed record AgentSpec(
    string Id,
    AgentKind Kind,
    string Version,
    AgentTier Tier,
    ValueList<Capability> Capabilities,
    ValueList<string> Subscribes,
    ValueList<string> Emits,
    ValueList<string> Specialists,
    ClassificationPolicy Classification,
    NegotiationPolicy Negotiation,
    DeadlinePolicy Deadline,
    DeadlinePolicy ReviewDeadline,
    string? Prompt,
    ValueList<CheckSpec> Checks,
    Price Price,
    ValueList<MetadataEntry> Metadata,
    AnalyserSpec? Analyser = null)
{
    /// <summary>True where it is run by the program itself, with neither a model nor another machine.</summary>
    public bool IsDeterministic => Kind == AgentKind.Specialist && (Checks.Count > 0 || Analyser is not null);
}
