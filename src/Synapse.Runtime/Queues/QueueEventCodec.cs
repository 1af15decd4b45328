using System.Text.Json.Serialization;
using Synapse.Core.Kernel;
using Synapse.Core.Queues;
using Synapse.Runtime.Json;

namespace Synapse.Runtime.Queues;

/// <summary>The journaled names and JSON of queue events.</summary>
public sealed class QueueEventCodec() : JsonEventCodec<QueueEvent>(
    [
        ("work.enqueued/1", typeof(QueueEvent.Enqueued), Json.Enqueued),
        ("work.claimed/1", typeof(QueueEvent.Claimed), Json.Claimed),
        ("work.extended/1", typeof(QueueEvent.Extended), Json.Extended),
        ("work.completed/1", typeof(QueueEvent.Completed), Json.Completed),
        ("work.failed/1", typeof(QueueEvent.Failed), Json.Failed),
        ("work.throttled/1", typeof(QueueEvent.Throttled), Json.Throttled),
        ("work.expired/1", typeof(QueueEvent.Expired), Json.Expired),
        ("work.dead_lettered/1", typeof(QueueEvent.DeadLettered), Json.DeadLettered),
        ("work.redriven/1", typeof(QueueEvent.Redriven), Json.Redriven),
        ("work.cancelled/1", typeof(QueueEvent.Cancelled), Json.Cancelled),
        ("queue.mode_changed/1", typeof(QueueEvent.ModeChanged), Json.ModeChanged),
        ("queue.configured/1", typeof(QueueEvent.Configured), Json.Configured),
        ("queue.scheduled/1", typeof(QueueEvent.Scheduled), Json.Scheduled),
        ("queue.unscheduled/1", typeof(QueueEvent.Unscheduled), Json.Unscheduled),
        ("queue.schedule_fired/1", typeof(QueueEvent.ScheduleFired), Json.ScheduleFired),
        ("queue.ticked/1", typeof(QueueEvent.Ticked), Json.Ticked),
    ],
    [])
{
    private static QueueJson Json => QueueJson.Default;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters = [typeof(ValueConverters)])]
[JsonSerializable(typeof(QueueEvent.Enqueued))]
[JsonSerializable(typeof(QueueEvent.Claimed))]
[JsonSerializable(typeof(QueueEvent.Extended))]
[JsonSerializable(typeof(QueueEvent.Completed))]
[JsonSerializable(typeof(QueueEvent.Failed))]
[JsonSerializable(typeof(QueueEvent.Throttled))]
[JsonSerializable(typeof(QueueEvent.Expired))]
[JsonSerializable(typeof(QueueEvent.DeadLettered))]
[JsonSerializable(typeof(QueueEvent.Redriven))]
[JsonSerializable(typeof(QueueEvent.Cancelled))]
[JsonSerializable(typeof(QueueEvent.ModeChanged))]
[JsonSerializable(typeof(QueueEvent.Configured))]
[JsonSerializable(typeof(QueueEvent.Scheduled))]
[JsonSerializable(typeof(QueueEvent.Unscheduled))]
[JsonSerializable(typeof(QueueEvent.ScheduleFired))]
[JsonSerializable(typeof(QueueEvent.Ticked))]
[JsonSerializable(typeof(StoredQueue))]
[JsonSerializable(typeof(StoredEntry))]
[JsonSerializable(typeof(WorkEntry))]
[JsonSerializable(typeof(WorkOutcome))]
[JsonSerializable(typeof(WorkToken))]
[JsonSerializable(typeof(Due))]
[JsonSerializable(typeof(QueueRate))]
[JsonSerializable(typeof(QueueSchedule))]
[JsonSerializable(typeof(FairShare.Standing))]
[JsonSerializable(typeof(EndedWork))]
[JsonSerializable(typeof(int))]
internal sealed partial class QueueJson : JsonSerializerContext;
