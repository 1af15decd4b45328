namespace Synapse.Core.Agents.Registry;

public enum AgentStatus
{
    None,
    /// <summary>Known, and given no work yet.</summary>
    Registered,
    Active,
    /// <summary>Stopped by an operator, until one lets it go on.</summary>
    Suspended,
    /// <summary>Ends what it has and is given no more.</summary>
    Draining,
    /// <summary>Gone for good; its history stays.</summary>
    Retired,
}
