using Synapse.Core.Agents.Registry;
using Synapse.Runtime.Engine;

namespace Synapse.Runtime.Agents;

/// <summary>How agents are stored.</summary>
public static class AgentForm
{
    public static StoredForm<AgentState, AgentEvent> Current { get; } = new(() => new AgentEventCodec(), () => new AgentStateCodec());
}
