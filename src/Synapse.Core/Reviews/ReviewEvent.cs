namespace Synapse.Core.Reviews;

/// <summary>A specialist's part of the review and when it must be done.</summary>
public sealed record Assignment(string Specialist, string Version, DateTimeOffset Deadline);

/// <summary>What happened to a review. The journaled names are in the runtime's codec and never change.</summary>
public abstract record ReviewEvent(DateTimeOffset At)
{
    public sealed record Requested(ReviewRequest Change, ReviewPlan Plan, string Actor, DateTimeOffset At) : ReviewEvent(At);

    public sealed record Classified(DecisionPath Path, ValueList<string> Rationale, DateTimeOffset At) : ReviewEvent(At);

    /// <param name="NotRun">Candidates that the path leaves out.</param>
    public sealed record Assigned(ValueList<Assignment> Assignments, ValueList<string> NotRun, DateTimeOffset Deadline, DateTimeOffset At) : ReviewEvent(At);

    public sealed record Reported(SpecialistReport Report, DateTimeOffset At) : ReviewEvent(At);

    public sealed record SpecialistFailed(string Specialist, string Cause, DateTimeOffset At) : ReviewEvent(At);

    public sealed record SpecialistTimedOut(string Specialist, DateTimeOffset At) : ReviewEvent(At);

    /// <summary>A report that came after its deadline; it is kept and changes nothing.</summary>
    public sealed record ReportedLate(SpecialistReport Report, DateTimeOffset At) : ReviewEvent(At);

    public sealed record Negotiated(ValueList<Negotiation> Negotiations, DateTimeOffset At) : ReviewEvent(At);

    public sealed record Escalated(string Reason, DateTimeOffset At) : ReviewEvent(At);

    public sealed record Summarised(Verdict Verdict, DateTimeOffset At) : ReviewEvent(At);

    public sealed record Cancelled(string Reason, DateTimeOffset At) : ReviewEvent(At);

    public sealed record FindingAnswered(FindingAnswer Answer, DateTimeOffset At) : ReviewEvent(At);

    /// <param name="CommandId">Of the command that asked for it; the same command again changes nothing.</param>
    /// <param name="Extended">Assignments that have a new deadline; empty when all keep theirs.</param>
    /// <param name="Deadline">The review's new deadline; null when it keeps its own.</param>
    public sealed record Resumed(ValueList<string> Pending, string CommandId, ValueList<Assignment> Extended, DateTimeOffset? Deadline, DateTimeOffset At) : ReviewEvent(At);
}
