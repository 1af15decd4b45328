using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Reviews;
using Synapse.Runtime.Json;

namespace Synapse.Runtime.Reviews;

/// <summary>Review states as JSON, for snapshots.</summary>
public sealed class ReviewStateCodec : IStateCodec<ReviewState>
{
    public string Schema => "review.state/4";

    public ReadOnlyMemory<byte> Encode(ReviewState state) => JsonSerializer.SerializeToUtf8Bytes(state, ReviewStateJson.Default.ReviewState);

    public bool TryDecode(ReadOnlyMemory<byte> data, [MaybeNullWhen(false)] out ReviewState state)
    {
        try
        {
            state = JsonSerializer.Deserialize(data.Span, ReviewStateJson.Default.ReviewState);
        }
        catch (JsonException)
        {
            state = null;
        }

        return state is not null;
    }
}

// Beside the context of the events: a state has computed members, which a snapshot need not carry (a computed list it carries all the same,
// and nobody reads it), while those in events of earlier releases stay as they are.
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters =
    [
        typeof(ConfidenceConverter),
        typeof(ValueListConverter<string>), typeof(ValueListConverter<int>), typeof(ValueListConverter<Category>), typeof(ValueListConverter<ReviewFile>),
        typeof(ValueListConverter<EarlierFinding>), typeof(ValueListConverter<PlannedSpecialist>), typeof(ValueListConverter<Progress>),
        typeof(ValueListConverter<Finding>), typeof(ValueListConverter<Evidence>), typeof(ValueListConverter<CoverageRow>),
        typeof(ValueListConverter<Negotiation>), typeof(ValueListConverter<Claim>), typeof(ValueListConverter<SpecialistSummary>), typeof(ValueListConverter<FindingAnswer>),
    ])]
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
