using System.Text.Json.Serialization;
using Synapse.Core.Reputation;
using Synapse.Runtime.Json;

namespace Synapse.Runtime.Reputation;

/// <summary>The journaled names and JSON of reputation events.</summary>
public sealed class ReputationEventCodec() : JsonEventCodec<ReputationEvent>(
    [
        ("reputation.owner_set/1", typeof(ReputationEvent.OwnerSet), ReputationEventJson.Default.OwnerSet),
        ("reputation.judged/1", typeof(ReputationEvent.Judged), ReputationEventJson.Default.Judged),
        ("reputation.changed/1", typeof(ReputationEvent.Moved), ReputationEventJson.Default.Moved),
        ("reputation.served/1", typeof(ReputationEvent.Served), ReputationEventJson.Default.Served),
        ("reputation.rated/1", typeof(ReputationEvent.Rated), ReputationEventJson.Default.Rated),
        ("reputation.version_retired/1", typeof(ReputationEvent.VersionRetired), ReputationEventJson.Default.VersionRetired),
    ],
    []);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters = [typeof(ConfidenceConverter), typeof(ValueConverters)])]
[JsonSerializable(typeof(ReputationEvent.OwnerSet))]
[JsonSerializable(typeof(ReputationEvent.Judged))]
[JsonSerializable(typeof(ReputationEvent.Moved))]
[JsonSerializable(typeof(ReputationEvent.Served))]
[JsonSerializable(typeof(ReputationEvent.Rated))]
[JsonSerializable(typeof(ReputationEvent.VersionRetired))]
[JsonSerializable(typeof(FoldedRater))]
internal sealed partial class ReputationEventJson : JsonSerializerContext;
