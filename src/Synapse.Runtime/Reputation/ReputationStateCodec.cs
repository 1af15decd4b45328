using System.Text.Json.Serialization;
using Synapse.Core.Reputation;
using Synapse.Runtime.Json;

namespace Synapse.Runtime.Reputation;

/// <summary>Reputation states as JSON, for snapshots.</summary>
public sealed class ReputationStateCodec() : JsonStateCodec<ReputationState>("reputation.state/1", ReputationStateJson.Default.ReputationState);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters = [typeof(ConfidenceConverter), typeof(ValueConverters)])]
[JsonSerializable(typeof(ReputationState))]
[JsonSerializable(typeof(Ownership))]
[JsonSerializable(typeof(VersionRecord))]
[JsonSerializable(typeof(SkillRecord))]
[JsonSerializable(typeof(EvidenceRow))]
[JsonSerializable(typeof(FoldedRater))]
[JsonSerializable(typeof(ServiceRow))]
[JsonSerializable(typeof(RatingRow))]
[JsonSerializable(typeof(long))]
internal sealed partial class ReputationStateJson : JsonSerializerContext;
