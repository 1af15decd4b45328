using Synapse.Core;
using Synapse.Core.Queues;
using Synapse.Runtime.Json;
using Synapse.Runtime.Queues;
using Synapse.Runtime.Tests.Kernel;

namespace Synapse.Runtime.Tests.Queues;

public sealed class QueueEventSnapshotTests : EventSnapshots<QueueEvent>
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    protected override string Feature => "Queues";

    protected override JsonEventCodec<QueueEvent> Codec { get; } = new QueueEventCodec();

    protected override IEnumerable<QueueEvent> Samples
    {
        get
        {
            var item = new WorkItem("r1.security", new WorkLane(WorkPriority.High, "acme", "shop", "security", "anthropic"), "{\"review\":\"r1\"}", "order", ["r0"], At);
            var token = new WorkToken("r1.security", 7);
            var outcome = new WorkOutcome("r1.security", 7, "cause");
            var policy = QueuePolicy.Default with
            {
                Limits = new[] { ("agent:*", 4) }.ToValueMap(l => l.Item1, l => l.Item2),
                Rates = new[] { ("provider:anthropic", new QueueRate(10, TimeSpan.FromSeconds(1))) }.ToValueMap(l => l.Item1, l => l.Item2),
                Weights = new[] { ("acme", 2) }.ToValueMap(l => l.Item1, l => l.Item2),
            };
            yield return new QueueEvent.Enqueued([item], At) { Tick = At };
            yield return new QueueEvent.Claimed("c1", "w1", [token], At, At) { Tick = At };
            yield return new QueueEvent.Extended([token], At, At);
            yield return new QueueEvent.Completed([token], At);
            yield return new QueueEvent.Failed([outcome], At, At);
            yield return new QueueEvent.Throttled(token, "provider:anthropic", At, At);
            yield return new QueueEvent.Expired([token], At);
            yield return new QueueEvent.DeadLettered([outcome], At);
            yield return new QueueEvent.Redriven(["r1.security"], "c2", At);
            yield return new QueueEvent.Cancelled(["r1.security"], "reason", At);
            yield return new QueueEvent.ModeChanged(QueueMode.Paused, "reason", At, "c3", At);
            yield return new QueueEvent.Configured(policy, "c4", At);
            yield return new QueueEvent.Scheduled(new QueueSchedule("nightly", "0 3 * * *", item, At), "c5", At);
            yield return new QueueEvent.Unscheduled("nightly", "c6", At);
            yield return new QueueEvent.ScheduleFired("nightly", item, At, At);
            yield return new QueueEvent.Ticked(At);
        }
    }
}
