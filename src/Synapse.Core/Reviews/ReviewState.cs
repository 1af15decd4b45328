using Synapse.Core.Budgets;

namespace Synapse.Core.Reviews;

public enum ReviewStatus
{
    None,
    Running,
    Summarised,
    Cancelled,
}

public enum ProgressStatus
{
    Pending,
    Reported,
    Failed,
    TimedOut,
}

/// <summary>Where one assigned specialist stands.</summary>
/// <param name="Cause">Why it failed; empty otherwise.</param>
/// <param name="IsLate">A report came after the specialist had been given up.</param>
public sealed record Progress(Assignment Assignment, ProgressStatus Status, SpecialistReport? Report, string Cause, bool IsLate);

/// <param name="EndedAt">When it was summarised or cancelled; null before.</param>
/// <param name="CancelReason">Empty unless it was cancelled.</param>
/// <param name="ResumedBy">The ids of the commands that resumed it.</param>
/// <param name="Answers">What people said of its findings, in the order in which they did.</param>
public sealed record ReviewState(
    ReviewStatus Status,
    ReviewRequest? Change,
    ReviewPlan? Plan,
    DateTimeOffset RequestedAt,
    DateTimeOffset Deadline,
    DecisionPath Path,
    ValueList<string> Rationale,
    ValueList<Progress> Specialists,
    ValueList<string> NotRun,
    ValueList<Negotiation> Negotiations,
    ValueList<string> Escalations,
    Verdict? Verdict,
    DateTimeOffset? EndedAt,
    string CancelReason,
    ValueList<string> ResumedBy,
    ValueList<FindingAnswer> Answers)
{
    public static ReviewState Empty { get; } = new(ReviewStatus.None, null, null, default, default, DecisionPath.Fast, [], [], [], [], [], null, null, "", [], []);

    public IEnumerable<Progress> Pending => Specialists.Where(s => s.Status == ProgressStatus.Pending);

    public bool IsTerminal => Status is ReviewStatus.Summarised or ReviewStatus.Cancelled;

    public Progress? Find(string specialist) => Specialists.FirstOrDefault(s => s.Assignment.Specialist == specialist);

    public PlannedSpecialist? PlannedOf(string specialist) => Plan?.Specialists.FirstOrDefault(s => s.Id == specialist);

    /// <summary>What is owed to those who have reported, by what was agreed with them.</summary>
    public ValueList<BudgetCharge> Charges() => Specialists
        .Where(s => s.Status == ProgressStatus.Reported)
        .Select(s => PlannedOf(s.Assignment.Specialist))
        .Where(p => p?.Contract is { PriceMicroCredits: > 0 })
        .Select(p => new BudgetCharge(p!.Contract!.Publisher, $"{p.Id} {p.Version}", p.Contract.PriceMicroCredits, $"{Plan!.Market!.Market}/{p.Id}#{p.Contract.ListingRevision}"))
        .ToValueList();

    /// <summary>Folds one event. Total: an event that does not fit leaves the state as it is.</summary>
    public static ReviewState Evolve(ReviewState state, ReviewEvent @event) => @event switch
    {
        ReviewEvent.Requested e => state with { Status = ReviewStatus.Running, Change = e.Change, Plan = e.Plan, RequestedAt = e.At },
        ReviewEvent.Classified e => state with { Path = e.Path, Rationale = e.Rationale },
        ReviewEvent.Assigned e => state with
        {
            Deadline = e.Deadline,
            NotRun = e.NotRun,
            Specialists = e.Assignments.Select(a => new Progress(a, ProgressStatus.Pending, null, "", false)).ToValueList(),
        },
        ReviewEvent.Reported e => With(state, e.Report.Specialist, p => p with { Status = ProgressStatus.Reported, Report = e.Report }),
        ReviewEvent.SpecialistFailed e => With(state, e.Specialist, p => p with { Status = ProgressStatus.Failed, Cause = e.Cause }),
        ReviewEvent.SpecialistTimedOut e => With(state, e.Specialist, p => p with { Status = ProgressStatus.TimedOut, Cause = "no answer by the deadline" }),
        ReviewEvent.ReportedLate e => With(state, e.Report.Specialist, p => p with { IsLate = true }),
        ReviewEvent.Negotiated e => state with { Negotiations = e.Negotiations },
        ReviewEvent.Escalated e => state with { Escalations = state.Escalations.Add(e.Reason) },
        ReviewEvent.Summarised e => state with { Status = ReviewStatus.Summarised, Verdict = e.Verdict, EndedAt = e.At },
        ReviewEvent.Cancelled e => state with { Status = ReviewStatus.Cancelled, EndedAt = e.At, CancelReason = e.Reason },
        ReviewEvent.FindingAnswered e => state with { Answers = state.Answers.Add(e.Answer) },
        ReviewEvent.Resumed e => e.Extended.Aggregate(
            state with { ResumedBy = state.ResumedBy.Add(e.CommandId), Deadline = e.Deadline ?? state.Deadline },
            (s, a) => With(s, a.Specialist, p => p with { Assignment = a })),
        _ => state,
    };

    private static ReviewState With(ReviewState state, string specialist, Func<Progress, Progress> change) =>
        state with { Specialists = state.Specialists.Select(p => p.Assignment.Specialist == specialist ? change(p) : p).ToValueList() };
}
