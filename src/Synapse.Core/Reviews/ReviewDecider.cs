using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Kernel;

namespace Synapse.Core.Reviews;

/// <summary>The answer to every review command.</summary>
/// <param name="Verdict">Set once the review has ended with one.</param>
public sealed record ReviewReply(ReviewStatus Status, Verdict? Verdict);

/// <summary>Decides review commands: pure, so that a replay decides the same again.</summary>
public static class ReviewDecider
{
    /// <summary>Findings of one report; a larger one is refused, and the specialist clips and says so.</summary>
    public const int MaxFindingsPerReport = 20_000;

    /// <summary>Answers to the findings of one review.</summary>
    public const int MaxAnswers = 10_000;

    /// <summary>Characters of the reason for an answer.</summary>
    public const int MaxReasonLength = 2_000;

    public const string NoSpecialists = "No specialists responded - manual review required";

    public static Decision<ReviewEvent, ReviewReply> Decide(ReviewState state, ReviewCommand command, Facts facts) => command switch
    {
        ReviewCommand.Request c => Request(state, c, facts),
        _ when state.Status == ReviewStatus.None =>
            Decision.Refuse<ReviewEvent, ReviewReply>(RefusalCode.NotFound, "there is no review of this id; request it first"),
        ReviewCommand.Report c => Report(state, c.Content, facts),
        ReviewCommand.ReportFailure c => Failure(state, c, facts),
        ReviewCommand.ReachDeadline c => Deadline(state, c, facts),
        ReviewCommand.Cancel c => Cancel(state, c, facts),
        ReviewCommand.AnswerFinding c => Answer(state, c, facts),
        ReviewCommand.Observe => Unchanged(state),
        ReviewCommand.Resume c => Resume(state, c, facts),
        _ => Decision.Refuse<ReviewEvent, ReviewReply>(RefusalCode.Invalid, "this command is not known to a review"),
    };

    private static Decision<ReviewEvent, ReviewReply> Request(ReviewState state, ReviewCommand.Request command, Facts facts)
    {
        var change = command.Change;
        if (state.Status != ReviewStatus.None)
        {
            return change == state.Change
                ? Unchanged(state)
                : Decision.Refuse<ReviewEvent, ReviewReply>(RefusalCode.Conflict, "this review id was used for another change; use a new id");
        }

        if (Problem(change) is { } problem)
        {
            return Decision.Refuse<ReviewEvent, ReviewReply>(RefusalCode.Invalid, problem);
        }

        var (path, rationale) = Classification.Of(change, command.Plan.Classification);
        if (command.Plan.Market?.Shortage is { } shortage)
        {
            rationale = rationale.Add(shortage);
        }

        // A market has looked at the path already.
        var chosen = command.Plan.Specialists.Where(s => path == DecisionPath.Deep || s.Tier == AgentTier.Fast || command.Plan.Market is not null).ToList();
        var notRun = command.Plan.Specialists.Where(s => !chosen.Contains(s)).Select(s => s.Id).ToValueList();
        var deadline = facts.Now + command.Plan.Deadline;
        var assignments = chosen
            .Select(s => new Assignment(s.Id, s.Version, Min(facts.Now + s.Deadline, deadline)))
            .ToValueList();
        return Accept(
            state,
            facts,
            [
                new ReviewEvent.Requested(change, command.Plan, facts.Actor, facts.Now),
                new ReviewEvent.Classified(path, rationale, facts.Now),
                new ReviewEvent.Assigned(assignments, notRun, deadline, facts.Now),
            ]);
    }

    private static string? Problem(ReviewRequest change)
    {
        if (change.RiskBasisPoints is < 0 or > 10_000)
        {
            return "riskFactor is out of range; it is a number from 0 to 1";
        }

        if (change.FilesChanged < 0)
        {
            return "filesChanged is negative; it is the number of changed files";
        }

        return change.Files.Count > 0 && change.Files.Count != change.FilesChanged
            ? $"filesChanged is {change.FilesChanged} but {change.Files.Count} files are listed"
            : null;
    }

    private static Decision<ReviewEvent, ReviewReply> Report(ReviewState state, SpecialistReport report, Facts facts)
    {
        if (state.Find(report.Specialist) is not { } progress)
        {
            return NotAssigned(report.Specialist);
        }

        if (report.Findings.Count > MaxFindingsPerReport)
        {
            return Decision.Refuse<ReviewEvent, ReviewReply>(
                RefusalCode.TooLarge, $"a report holds at most {MaxFindingsPerReport} findings and this one has {report.Findings.Count}; clip it and say so in the coverage");
        }

        if (progress.Status == ProgressStatus.Pending && !state.IsTerminal)
        {
            return Accept(state, facts, [new ReviewEvent.Reported(report, facts.Now)]);
        }

        // A second report is a duplicate. The first one after a deadline is kept for the record.
        return progress.Report is null && !progress.IsLate && state.Status != ReviewStatus.Cancelled
            ? Accept(state, facts, [new ReviewEvent.ReportedLate(report, facts.Now)])
            : Unchanged(state);
    }

    private static Decision<ReviewEvent, ReviewReply> Failure(ReviewState state, ReviewCommand.ReportFailure command, Facts facts)
    {
        if (state.Find(command.Specialist) is not { } progress)
        {
            return NotAssigned(command.Specialist);
        }

        return progress.Status == ProgressStatus.Pending && !state.IsTerminal
            ? Accept(state, facts, [new ReviewEvent.SpecialistFailed(command.Specialist, command.Cause, facts.Now)])
            : Unchanged(state);
    }

    private static Decision<ReviewEvent, ReviewReply> Deadline(ReviewState state, ReviewCommand.ReachDeadline command, Facts facts)
    {
        if (state.IsTerminal)
        {
            return Unchanged(state);
        }

        var due = state.Pending
            .Where(p => command.Specialist is null ? facts.Now >= state.Deadline : p.Assignment.Specialist == command.Specialist && facts.Now >= p.Assignment.Deadline)
            .Select(p => (ReviewEvent)new ReviewEvent.SpecialistTimedOut(p.Assignment.Specialist, facts.Now))
            .ToList();
        return due.Count == 0 ? Unchanged(state) : Accept(state, facts, due);
    }

    private static Decision<ReviewEvent, ReviewReply> Cancel(ReviewState state, ReviewCommand.Cancel command, Facts facts) =>
        state.IsTerminal
            ? Unchanged(state)
            : Accept(state, facts, [new ReviewEvent.Cancelled(command.Reason, facts.Now)]);

    private static Decision<ReviewEvent, ReviewReply> Resume(ReviewState state, ReviewCommand.Resume command, Facts facts)
    {
        var pending = state.Pending.Select(p => p.Assignment).ToValueList();
        if (state.IsTerminal || pending.Count == 0 || state.ResumedBy.Contains(facts.CommandId))
        {
            return Unchanged(state);
        }

        var names = pending.Select(a => a.Specialist).ToValueList();
        if (!command.WithNewDeadlines)
        {
            return Accept(state, facts, [new ReviewEvent.Resumed(names, facts.CommandId, [], null, facts.Now)]);
        }

        var deadline = facts.Now + state.Plan!.Deadline;
        var extended = pending.Select(a => a with { Deadline = Min(facts.Now + TimeOf(state.Plan, a.Specialist), deadline) }).ToValueList();
        return Accept(state, facts, [new ReviewEvent.Resumed(names, facts.CommandId, extended, deadline, facts.Now)]);
    }

    private static Decision<ReviewEvent, ReviewReply> Answer(ReviewState state, ReviewCommand.AnswerFinding command, Facts facts)
    {
        if (state.Answers.Any(a => a.CommandId == facts.CommandId))
        {
            return Unchanged(state);
        }

        if (state.Verdict is not { } verdict)
        {
            return Decision.Refuse<ReviewEvent, ReviewReply>(RefusalCode.WrongState, "this review has no verdict to answer; wait for it");
        }

        if (!verdict.Findings.Concat(verdict.Suppressed).Any(f => f.Fingerprint.Primary == command.Fingerprint))
        {
            return Decision.Refuse<ReviewEvent, ReviewReply>(RefusalCode.NotFound, "this review has no finding of this fingerprint; take it from the review's report");
        }

        if (command.Reason.Length > MaxReasonLength || (command.Kind != FindingAnswerKind.Accepted && string.IsNullOrWhiteSpace(command.Reason)))
        {
            return Decision.Refuse<ReviewEvent, ReviewReply>(RefusalCode.Invalid, $"say why in 1 to {MaxReasonLength} characters: the reason is what agents learn from");
        }

        return state.Answers.Count < MaxAnswers
            ? Accept(state, facts, [new ReviewEvent.FindingAnswered(new FindingAnswer(command.Fingerprint, command.Kind, command.Reason, facts.Actor, facts.CommandId), facts.Now)])
            : Decision.Refuse<ReviewEvent, ReviewReply>(RefusalCode.TooLarge, $"a review takes at most {MaxAnswers} answers; review the change again");
    }

    private static TimeSpan TimeOf(ReviewPlan plan, string specialist) => plan.Specialists.FirstOrDefault(s => s.Id == specialist)?.Deadline ?? plan.Deadline;

    /// <summary>Adds what follows from the events: once nobody is pending, the review is negotiated and summarised in the same commit.</summary>
    private static Decision<ReviewEvent, ReviewReply> Accept(ReviewState state, Facts facts, IReadOnlyList<ReviewEvent> events)
    {
        var all = new List<ReviewEvent>(events);
        var after = all.Aggregate(state, ReviewState.Evolve);
        if (after.Status == ReviewStatus.Running && !after.Pending.Any())
        {
            foreach (var @event in VerdictBuilder.Finish(after, facts.Now))
            {
                all.Add(@event);
                after = ReviewState.Evolve(after, @event);
            }
        }

        return new Decision<ReviewEvent, ReviewReply>(all.ToValueList(), new ReviewReply(after.Status, after.Verdict), null);
    }

    private static Decision<ReviewEvent, ReviewReply> Unchanged(ReviewState state) =>
        new([], new ReviewReply(state.Status, state.Verdict), null);

    private static Decision<ReviewEvent, ReviewReply> NotAssigned(string specialist) =>
        Decision.Refuse<ReviewEvent, ReviewReply>(RefusalCode.Invalid, $"specialist '{specialist}' is not assigned to this review");

    private static DateTimeOffset Min(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;
}
