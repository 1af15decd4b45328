using System.Text.Json.Serialization;
using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Reviews;
using Synapse.Runtime.Json;

namespace Synapse.Runtime.Reviews;

/// <summary>Review states as JSON, for snapshots.</summary>
public sealed class ReviewStateCodec() : JsonStateCodec<ReviewState>("review.state/4", ReviewStateJson.Default.ReviewState);

// Beside the context of the events: a state has computed members, which a snapshot need not carry (a computed list it carries all the same,
// and nobody reads it), while those in events of earlier releases stay as they are.
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters = [typeof(ConfidenceConverter), typeof(ValueConverters)])]
[JsonSerializable(typeof(ReviewState))]
[JsonSerializable(typeof(Category))]
[JsonSerializable(typeof(AgentTier))]
[JsonSerializable(typeof(Evidence))]
[JsonSerializable(typeof(Claim))]
[JsonSerializable(typeof(ReviewFile))]
[JsonSerializable(typeof(PlannedSpecialist))]
[JsonSerializable(typeof(Progress))]
[JsonSerializable(typeof(FindingAnswer))]
internal sealed partial class ReviewStateJson : JsonSerializerContext;
