using Synapse.Core.Findings;
using Synapse.Core.Kernel;
using Synapse.Core.Queues;
using Synapse.Core.Signals;

namespace Synapse.Core.Reviews;

/// <summary>The effects of review events.</summary>
public static class ReviewReactor
{
    /// <summary>Name of the timer of the whole review; a specialist's timer is this, a slash and its id.</summary>
    public const string DeadlineTimer = "deadline";

    private const int ContentDigestLength = 64;

    /// <summary>What is told to others comes last: it depends on the state, and a signal's place does not.</summary>
    public static IReadOnlyList<Effect> React(AggregateId id, ReviewState state, ReviewEvent @event) => ReviewTells.Of(id, state, @event) is { Count: > 0 } tells
        ? [.. Own(id, state, @event), .. tells]
        : Own(id, state, @event);

    private static IReadOnlyList<Effect> Own(AggregateId id, ReviewState state, ReviewEvent @event) => @event switch
    {
        ReviewEvent.Requested e => [Signal(id, SignalTypes.ReviewRequested, e.Change.Title), .. Content(e.Change)],
        ReviewEvent.Classified e => [Signal(id, SignalTypes.ReviewClassified, $"{e.Path}: {string.Join("; ", e.Rationale)}")],
        ReviewEvent.Assigned e =>
        [
            .. e.Assignments.Select(a => new SetTimer(TimerOf(a.Specialist), a.Deadline)),
            new SetTimer(DeadlineTimer, e.Deadline),
            Signal(id, SignalTypes.ReviewAssigned, string.Join(", ", e.Assignments.Select(a => a.Specialist))),
            .. e.Assignments.Select(a => HandOut(state, a)),
        ],
        ReviewEvent.Reported e =>
        [
            new CancelTimer(TimerOf(e.Report.Specialist)),
            Signal(id, SignalTypes.ReviewResult, $"{e.Report.Specialist}: {e.Report.Findings.Count} findings"),
        ],
        ReviewEvent.SpecialistFailed e => [new CancelTimer(TimerOf(e.Specialist)), Signal(id, SignalTypes.ReviewResult, $"{e.Specialist} failed: {e.Cause}")],
        ReviewEvent.SpecialistTimedOut e => [new CancelTimer(TimerOf(e.Specialist)), .. Recall(state, e.Specialist)],
        ReviewEvent.Negotiated e => [.. e.Negotiations.Where(n => n.IsConflict).Select(n => Conflict(id, n))],
        ReviewEvent.Escalated e => [Signal(id, SignalTypes.ReviewEscalated, e.Reason)],
        ReviewEvent.Summarised e =>
        [
            new CancelTimer(DeadlineTimer),
            Signal(id, SignalTypes.ReviewSummarised, $"{e.Verdict.Status}, {Names.Of(e.Verdict.Severity)}, {e.Verdict.Findings.Count} findings"),
        ],
        ReviewEvent.Cancelled e =>
        [
            Signal(id, SignalTypes.ReviewCancelled, e.Reason),
            .. state.Pending.Select(p => new CancelTimer(TimerOf(p.Assignment.Specialist))),
            .. state.Pending.Select(p => new RecallWork(p.Assignment.Specialist, p.Assignment.Deadline)),
            new CancelTimer(DeadlineTimer),
        ],
        ReviewEvent.FindingAnswered e => [Signal(id, SignalTypes.ReviewFeedback, $"{e.Answer.Fingerprint}: {e.Answer.Kind}, {e.Answer.Actor}")],
        ReviewEvent.Resumed e =>
        [
            .. e.Extended.Select(a => new SetTimer(TimerOf(a.Specialist), a.Deadline)),
            .. e.Deadline is { } deadline ? (IEnumerable<Effect>)[new SetTimer(DeadlineTimer, deadline)] : [],
            .. state.Pending.Select(p => HandOut(state, p.Assignment)),
        ],
        _ => [],
    };

    /// <summary>Work is wanted as long as its specialist has not answered and the review has not ended.</summary>
    public static bool IsWanted(ReviewState state, Effect effect) =>
        effect is not HandOutWork work || (!state.IsTerminal && state.Find(work.Agent)?.Status == ProgressStatus.Pending);

    public static ReviewCommand OnTimer(string name) =>
        new ReviewCommand.ReachDeadline(name == DeadlineTimer ? null : name[(DeadlineTimer.Length + 1)..]);

    private static IEnumerable<Effect> Content(ReviewRequest change) =>
        change.ContentDigest.Length == ContentDigestLength && change.ContentDigest.All(char.IsAsciiHexDigitLower) ? [new HoldBody(change.ContentDigest)] : [];

    private static string TimerOf(string specialist) => $"{DeadlineTimer}/{specialist}";

    /// <summary>Somebody waits for a fast review; a deep one may take its time.</summary>
    private static HandOutWork HandOut(ReviewState state, Assignment assignment) => new(
        assignment.Specialist, assignment.Version, assignment.Deadline, state.Path == DecisionPath.Fast ? WorkPriority.High : WorkPriority.Normal, state.Change?.Repository ?? "");

    private static IEnumerable<Effect> Recall(ReviewState state, string specialist) => state.Find(specialist) is { } progress ? [new RecallWork(specialist, progress.Assignment.Deadline)] : [];

    private static PublishSignal Conflict(AggregateId id, Negotiation negotiation)
    {
        var place = negotiation.Winner.Finding.Location;
        return Signal(id, SignalTypes.ReviewConflict, $"{place.Path}:{place.StartLine}: {string.Join(" / ", negotiation.Claims.Select(c => $"{c.Finding.Specialist} {Names.Of(c.Finding.Severity)}"))}");
    }

    private static PublishSignal Signal(AggregateId id, string type, string text) => new(new Signal(type, id.ToString(), text));
}
