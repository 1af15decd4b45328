using System.Text.Json.Serialization;
using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Reviews;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Json;

namespace Synapse.Runtime.Reviews;

/// <summary>The journaled names and JSON of review events.</summary>
public sealed class ReviewEventCodec() : JsonEventCodec<ReviewEvent>(
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
    ],
    [
        ("review.resumed/1", Json.Resumed, e => (ReviewEvent.Resumed)e with { CommandId = "" }),
    ])
{
    private static ReviewEventJson Json => ReviewEventJson.Default;

    /// <summary>The state that events give, from the first one on.</summary>
    /// <exception cref="InvalidDataException">One of them cannot be read.</exception>
    public ReviewState Fold(IEnumerable<RecordedEvent> events) => events.Select(e => Decode(e.Event.Type, e.Event.Data)).Aggregate(ReviewState.Empty, ReviewState.Evolve);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(ConfidenceConverter), typeof(ValueConverters)])]
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
