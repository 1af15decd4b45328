using System.Text.Json.Serialization;
using Synapse.Core.Reputation;
using Synapse.Runtime.Json;

namespace Synapse.Runtime.Reputation;

/// <summary>The journaled names and JSON of reputation events.</summary>
public sealed class ReputationEventCodec() : JsonEventCodec<ReputationEvent>(
    [
        ("reputation.owner_set/1", typeof(ReputationEvent.OwnerSet), ReputationJson.Default.OwnerSet),
        ("reputation.judged/1", typeof(ReputationEvent.Judged), ReputationJson.Default.Judged),
        ("reputation.changed/1", typeof(ReputationEvent.Moved), ReputationJson.Default.Moved),
        ("reputation.served/1", typeof(ReputationEvent.Served), ReputationJson.Default.Served),
        ("reputation.rated/1", typeof(ReputationEvent.Rated), ReputationJson.Default.Rated),
        ("reputation.version_retired/1", typeof(ReputationEvent.VersionRetired), ReputationJson.Default.VersionRetired),
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
[JsonSerializable(typeof(ReputationState))]
[JsonSerializable(typeof(Ownership))]
[JsonSerializable(typeof(VersionRecord))]
[JsonSerializable(typeof(SkillRecord))]
[JsonSerializable(typeof(EvidenceRow))]
[JsonSerializable(typeof(ServiceRow))]
[JsonSerializable(typeof(RatingRow))]
[JsonSerializable(typeof(long))]
internal sealed partial class ReputationJson : JsonSerializerContext;
