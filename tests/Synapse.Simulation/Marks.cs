using Synapse.Simulation.World;

namespace Synapse.Simulation;

/// <summary>What must happen in a campaign of some size, or it proves nothing about it.</summary>
internal static class Marks
{
    public static IReadOnlyList<string> Expected { get; } =
    [
        .. Enum.GetValues<Fault>().Select(f => $"fault: {f}"),
        "asked again", "client gave up", "command failed", "compaction: Compacted", "conflict", "crash with a commit under way", "dead letter", "group commit",
        "overloaded", "recovery failed", "report not taken", "snapshot", "timer fired",
        "queue.claimed/1", "queue.completed/1", "queue.enqueued/1", "queue.expired/1",
        "review.assigned/1", "review.cancelled/1", "review.classified/1", "review.escalated/1", "review.late_result/1", "review.negotiated/1", "review.requested/1",
        "review.result/1", "review.resumed/2", "review.specialist_failed/1", "review.specialist_timed_out/1", "review.summarised/1",
    ];
}
