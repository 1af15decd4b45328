using System.Text.Json.Serialization;
using Synapse.Core.Agents.Breakers;
using Synapse.Runtime.Json;

namespace Synapse.Runtime.Agents;

/// <summary>Breaker states as JSON, for snapshots.</summary>
public sealed class BreakerStateCodec() : JsonStateCodec<BreakerState>("breaker.state/1", BreakerStateJson.Default.BreakerState);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters = [typeof(ValueConverters)])]
[JsonSerializable(typeof(BreakerState))]
[JsonSerializable(typeof(VersionBreaker))]
[JsonSerializable(typeof(CallReport))]
[JsonSerializable(typeof(ProbeGrant))]
[JsonSerializable(typeof(BreakerOverride))]
internal sealed partial class BreakerStateJson : JsonSerializerContext;
