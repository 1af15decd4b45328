using System.Text.Json.Serialization;
using Synapse.Core.Agents.Breakers;
using Synapse.Runtime.Json;

namespace Synapse.Runtime.Agents;

/// <summary>The journaled names and JSON of breaker events.</summary>
public sealed class BreakerEventCodec() : JsonEventCodec<BreakerEvent>(
    [
        ("breaker.reported/1", typeof(BreakerEvent.Reported), BreakerEventJson.Default.Reported),
        ("breaker.opened/1", typeof(BreakerEvent.Opened), BreakerEventJson.Default.Opened),
        ("breaker.half_opened/1", typeof(BreakerEvent.HalfOpened), BreakerEventJson.Default.HalfOpened),
        ("breaker.probes_granted/1", typeof(BreakerEvent.ProbesGranted), BreakerEventJson.Default.ProbesGranted),
        ("breaker.closed/1", typeof(BreakerEvent.Closed), BreakerEventJson.Default.Closed),
        ("breaker.overridden/1", typeof(BreakerEvent.Overridden), BreakerEventJson.Default.Overridden),
        ("breaker.override_ended/1", typeof(BreakerEvent.OverrideEnded), BreakerEventJson.Default.OverrideEnded),
        ("breaker.version_forgotten/1", typeof(BreakerEvent.VersionForgotten), BreakerEventJson.Default.VersionForgotten),
    ],
    []);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(BreakerEvent.Reported))]
[JsonSerializable(typeof(BreakerEvent.Opened))]
[JsonSerializable(typeof(BreakerEvent.HalfOpened))]
[JsonSerializable(typeof(BreakerEvent.ProbesGranted))]
[JsonSerializable(typeof(BreakerEvent.Closed))]
[JsonSerializable(typeof(BreakerEvent.Overridden))]
[JsonSerializable(typeof(BreakerEvent.OverrideEnded))]
[JsonSerializable(typeof(BreakerEvent.VersionForgotten))]
internal sealed partial class BreakerEventJson : JsonSerializerContext;
