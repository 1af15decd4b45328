using Synapse.Core.Agents.Registry;
using Synapse.Runtime.Json;

namespace Synapse.Runtime.Agents;

/// <summary>The states of agents as JSON, for snapshots.</summary>
public sealed class AgentStateCodec() : JsonStateCodec<AgentState>("agent.state/1", AgentEventJson.Default.AgentState);
