using System.Text.Json.Serialization;
using Synapse.Core.Agents.Breakers;
using Synapse.Runtime.Json;

namespace Synapse.Runtime.Agents;

/// <summary>The journaled names and JSON of breaker events.</summary>
public sealed class BreakerEventCodec() : JsonEventCodec<BreakerEvent>(
    [
        ("breaker.reported/1", typeof(BreakerEvent.Reported), BreakerJson.Default.Reported),
        ("breaker.opened/1", typeof(BreakerEvent.Opened), BreakerJson.Default.Opened),
        ("breaker.half_opened/1", typeof(BreakerEvent.HalfOpened), BreakerJson.Default.HalfOpened),
        ("breaker.probes_granted/1", typeof(BreakerEvent.ProbesGranted), BreakerJson.Default.ProbesGranted),
        ("breaker.closed/1", typeof(BreakerEvent.Closed), BreakerJson.Default.Closed),
        ("breaker.overridden/1", typeof(BreakerEvent.Overridden), BreakerJson.Default.Overridden),
        ("breaker.override_ended/1", typeof(BreakerEvent.OverrideEnded), BreakerJson.Default.OverrideEnded),
        ("breaker.version_forgotten/1", typeof(BreakerEvent.VersionForgotten), BreakerJson.Default.VersionForgotten),
    ],
    []);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters = [typeof(ValueConverters)])]
[JsonSerializable(typeof(BreakerEvent.Reported))]
[JsonSerializable(typeof(BreakerEvent.Opened))]
[JsonSerializable(typeof(BreakerEvent.HalfOpened))]
[JsonSerializable(typeof(BreakerEvent.ProbesGranted))]
[JsonSerializable(typeof(BreakerEvent.Closed))]
[JsonSerializable(typeof(BreakerEvent.Overridden))]
[JsonSerializable(typeof(BreakerEvent.OverrideEnded))]
[JsonSerializable(typeof(BreakerEvent.VersionForgotten))]
[JsonSerializable(typeof(BreakerState))]
[JsonSerializable(typeof(VersionBreaker))]
[JsonSerializable(typeof(CallReport))]
[JsonSerializable(typeof(ProbeGrant))]
[JsonSerializable(typeof(BreakerOverride))]
internal sealed partial class BreakerJson : JsonSerializerContext;
