using System.Text.Json.Serialization;
using Synapse.Core.Agents;
using Synapse.Core.Agents.Registry;
using Synapse.Runtime.Json;

namespace Synapse.Runtime.Agents;

/// <summary>The journaled names and JSON of agent events.</summary>
public sealed class AgentEventCodec() : JsonEventCodec<AgentEvent>(
    [
        ("agent.registered/1", typeof(AgentEvent.Registered), Json.Registered),
        ("agent.version_added/1", typeof(AgentEvent.VersionAdded), Json.VersionAdded),
        ("agent.status_changed/1", typeof(AgentEvent.StatusChanged), Json.StatusChanged),
        ("agent.key_set/1", typeof(AgentEvent.KeySet), Json.KeySet),
    ],
    [])
{
    private static AgentEventJson Json => AgentEventJson.Default;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters = [typeof(ValueConverters)])]
[JsonSerializable(typeof(AgentEvent.Registered))]
[JsonSerializable(typeof(AgentEvent.VersionAdded))]
[JsonSerializable(typeof(AgentEvent.StatusChanged))]
[JsonSerializable(typeof(AgentEvent.KeySet))]
[JsonSerializable(typeof(AgentState))]
[JsonSerializable(typeof(AgentRelease))]
[JsonSerializable(typeof(AgentSkill))]
[JsonSerializable(typeof(Capability))]
internal sealed partial class AgentEventJson : JsonSerializerContext;
