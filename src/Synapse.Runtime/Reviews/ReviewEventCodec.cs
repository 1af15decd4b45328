using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Reviews;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Json;

namespace Synapse.Runtime.Reviews;

/// <summary>The journaled names and JSON of review events. A name, once released, keeps its shape for ever; a new shape is a new version.</summary>
public sealed class ReviewEventCodec : IEventCodec<ReviewEvent>
{
    private static readonly ReviewEventJson Json = ReviewEventJson.Default;

    private static readonly (string Name, Type Type, JsonTypeInfo Info)[] Table =
    [
        ("review.requested/1", typeof(ReviewEvent.Requested), Json.Requested),
        ("review.classified/1", typeof(ReviewEvent.Classified), Json.Classified),
        ("review.assigned/1", typeof(ReviewEvent.Assigned), Json.Assigned),
        ("review.result/1", typeof(ReviewEvent.Reported), Json.Reported),
        ("review.specialist_failed/1", typeof(ReviewEvent.SpecialistFailed), Json.SpecialistFailed),
        ("review.specialist_timed_out/1", typeof(ReviewEvent.SpecialistTimedOut), Json.SpecialistTimedOut),
        ("review.late_result/1", typeof(ReviewEvent.ReportedLate), Json.ReportedLate),
        ("review.negotiated/1", typeof(ReviewEvent.Negotiated), Json.Negotiated),
        ("review.escalated/1", typeof(ReviewEvent.Escalated), Json.Escalated),
        ("review.summarised/1", typeof(ReviewEvent.Summarised), Json.Summarised),
        ("review.cancelled/1", typeof(ReviewEvent.Cancelled), Json.Cancelled),
        ("review.feedback/1", typeof(ReviewEvent.FindingAnswered), Json.FindingAnswered),
        ("review.resumed/2", typeof(ReviewEvent.Resumed), Json.Resumed),
    ];

    /// <summary>Versions that are not written any more, and how they are read.</summary>
    private static readonly (string Name, JsonTypeInfo Info, Func<ReviewEvent, ReviewEvent> Upcast)[] Earlier =
    [
        ("review.resumed/1", Json.Resumed, e => (ReviewEvent.Resumed)e with { CommandId = "" }),
    ];

    /// <summary>All names, in the order of a review's life, and those of earlier versions after them.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Table.Select(t => t.Name), .. Earlier.Select(t => t.Name)];

    public (string Type, ReadOnlyMemory<byte> Data) Encode(ReviewEvent @event)
    {
        var type = @event.GetType();
        foreach (var entry in Table)
        {
            if (entry.Type == type)
            {
                return (entry.Name, JsonSerializer.SerializeToUtf8Bytes(@event, entry.Info));
            }
        }

        throw new InvalidOperationException($"{type.Name} has no journaled name");
    }

    public ReviewEvent Decode(string type, ReadOnlyMemory<byte> data)
    {
        foreach (var entry in Table)
        {
            if (entry.Name == type)
            {
                return Read(type, data, entry.Info);
            }
        }

        foreach (var (name, info, upcast) in Earlier)
        {
            if (name == type)
            {
                return upcast(Read(type, data, info));
            }
        }

        throw new InvalidDataException($"the journal holds an event '{type}' that this version does not know");
    }

    /// <summary>The state that events give, from the first one on.</summary>
    /// <exception cref="InvalidDataException">One of them cannot be read.</exception>
    public ReviewState Fold(IEnumerable<RecordedEvent> events) => events.Select(e => Decode(e.Event.Type, e.Event.Data)).Aggregate(ReviewState.Empty, ReviewState.Evolve);

    private static ReviewEvent Read(string type, ReadOnlyMemory<byte> data, JsonTypeInfo info)
    {
        try
        {
            return (ReviewEvent)JsonSerializer.Deserialize(data.Span, info)!;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"the journal holds a '{type}' that cannot be read: {e.Message}", e);
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters =
    [
        typeof(ConfidenceConverter),
        typeof(ValueListConverter<string>), typeof(ValueListConverter<int>), typeof(ValueListConverter<Category>), typeof(ValueListConverter<ReviewFile>),
        typeof(ValueListConverter<EarlierFinding>), typeof(ValueListConverter<PlannedSpecialist>), typeof(ValueListConverter<Assignment>),
        typeof(ValueListConverter<Finding>), typeof(ValueListConverter<Evidence>), typeof(ValueListConverter<CoverageRow>),
        typeof(ValueListConverter<Negotiation>), typeof(ValueListConverter<Claim>), typeof(ValueListConverter<SpecialistSummary>),
    ])]
[JsonSerializable(typeof(ReviewEvent.Requested))]
[JsonSerializable(typeof(ReviewEvent.Classified))]
[JsonSerializable(typeof(ReviewEvent.Assigned))]
[JsonSerializable(typeof(ReviewEvent.Reported))]
[JsonSerializable(typeof(ReviewEvent.SpecialistFailed))]
[JsonSerializable(typeof(ReviewEvent.SpecialistTimedOut))]
[JsonSerializable(typeof(ReviewEvent.ReportedLate))]
[JsonSerializable(typeof(ReviewEvent.Negotiated))]
[JsonSerializable(typeof(ReviewEvent.Escalated))]
[JsonSerializable(typeof(ReviewEvent.Summarised))]
[JsonSerializable(typeof(ReviewEvent.Cancelled))]
[JsonSerializable(typeof(ReviewEvent.FindingAnswered))]
[JsonSerializable(typeof(ReviewEvent.Resumed))]
[JsonSerializable(typeof(Category))]
[JsonSerializable(typeof(AgentTier))]
[JsonSerializable(typeof(Evidence))]
[JsonSerializable(typeof(Claim))]
[JsonSerializable(typeof(ReviewFile))]
[JsonSerializable(typeof(PlannedSpecialist))]
[JsonSerializable(typeof(Assignment))]
internal sealed partial class ReviewEventJson : JsonSerializerContext;
