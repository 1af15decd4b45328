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
        "queue.configured/1", "queue.mode_changed/1", "queue.ticked/1", "work.cancelled/1", "work.claimed/1", "work.completed/1", "work.dead_lettered/1", "work.enqueued/1",
        "work.expired/1", "work.extended/1", "work.failed/1", "work.redriven/1", "work.throttled/1",
        "budget.cap_set/1", "budget.expired/1", "budget.released/1", "budget.reserved/1", "budget.settled/1", "budget.threshold_reached/1", "budget.ticked/1",
        "breaker.closed/1", "breaker.half_opened/1", "breaker.opened/1", "breaker.override_ended/1", "breaker.overridden/1", "breaker.probes_granted/1", "breaker.reported/1",
        "breaker.version_forgotten/1",
        "review.assigned/1", "review.cancelled/1", "review.classified/1", "review.escalated/1", "review.late_result/1", "review.negotiated/1", "review.requested/1",
        "review.result/1", "review.resumed/2", "review.specialist_failed/1", "review.specialist_timed_out/1", "review.summarised/1",
    ];
}
