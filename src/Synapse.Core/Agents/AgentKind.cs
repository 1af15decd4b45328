namespace Synapse.Core.Agents;

public enum AgentKind
{
    Specialist,
    Coordinator,
    /// <summary>A specialist that runs elsewhere and reports over the wire.</summary>
    Remote,
}
