using Synapse.Core.Findings;

namespace Synapse.Core.Agents;

public enum AgentKind
{
    Specialist,
    Coordinator,
    /// <summary>A specialist that runs elsewhere and reports over the wire.</summary>
    Remote,
}

/// <summary><see cref="Fast"/> specialists run on every review; <see cref="Deep"/> ones only on deep reviews.</summary>
public enum AgentTier
{
    Fast,
    Deep,
}

/// <summary>What an agent can review. <paramref name="Language"/> is a language id or <c>*</c> for any.</summary>
public sealed record Capability(Category Category, string Language);

/// <summary>One check of a specialist: a rule pack, the rules of it to run, and options such as metric thresholds.</summary>
/// <param name="Rules">Rule ids to run, or id prefixes ending in <c>*</c>; empty runs the whole pack.</param>
/// <param name="Exclude">Rule ids, or prefixes ending in <c>*</c>, to leave out.</param>
/// <param name="Options">Option name to integer value, ordered by name; each check documents its own.</param>
public sealed record CheckSpec(string Pack, ValueList<string> Rules, ValueList<string> Exclude, ValueList<CheckOption> Options);

public sealed record CheckOption(string Name, int Value);

/// <summary>How long a specialist may take: a base plus an allowance for the size of the change.</summary>
/// <param name="Base">Counted from the assignment. Default 5 s for deterministic specialists, 120 s for others.</param>
/// <param name="PerThousandLines">Added for every started thousand changed lines. Default 20 ms; 0 turns it off.</param>
public sealed record DeadlinePolicy(TimeSpan Base, TimeSpan PerThousandLines)
{
    public TimeSpan For(int lines) => Base + (PerThousandLines * ((lines + 999) / 1000));
}

/// <summary>The thresholds of design section 4, "Classification". Shares are basis points.</summary>
public sealed record ClassificationPolicy(
    ValueList<string> DeepLabels,
    int DeepAboveFiles,
    int DeepFromRiskBasisPoints,
    ValueList<string> FastIntents,
    int FastUpToFiles)
{
    public static ClassificationPolicy Default { get; } = new(["security", "performance"], 50, 5_000, ["hotfix"], 10);
}

public enum NegotiationPolicy
{
    HighestSeverity,
    WeightedExpertise,
    Majority,
    Escalate,
}

/// <summary>What one review by the agent costs, in micro-credits; 0 for deterministic specialists.</summary>
public sealed record Price(long PerReviewMicroCredits, long PerThousandLinesMicroCredits);

public sealed record MetadataEntry(string Name, string Value);

/// <summary>The declarative description of a specialist, coordinator or remote agent.</summary>
/// <param name="Id">Unique in the silo; lower-case letters, digits and <c>-</c>.</param>
/// <param name="Version">The author's version label; a change of the spec is a new version.</param>
/// <param name="Subscribes">Signal types the agent reacts to.</param>
/// <param name="Emits">Signal types the agent publishes.</param>
/// <param name="Specialists">Coordinators only: ids of the agents it may assign.</param>
/// <param name="ReviewDeadline">Coordinators only: how long a review may take in all. Default 5 minutes.</param>
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
    ValueList<MetadataEntry> Metadata);
