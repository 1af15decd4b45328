using Synapse.Core.Kernel;
using Synapse.Core.Reviews;

namespace Synapse.Simulation.Checks;

/// <summary>What must hold of every event of a review.</summary>
internal static class ReviewChecks
{
    public static void Check(AggregateId id, ReviewState before, ReviewEvent @event, ReviewState after, Violations violations)
    {
        violations.Unless(before.Status is not (ReviewStatus.Summarised or ReviewStatus.Cancelled) || @event is ReviewEvent.ReportedLate, $"{id} has ended and goes on with {@event.GetType().Name}");
        violations.Unless(before.Verdict is null || before.Verdict == after.Verdict, $"{id}: its verdict was changed");
        switch (@event)
        {
            case ReviewEvent.Requested:
                violations.Unless(before.Status == ReviewStatus.None, $"{id} was requested twice");
                break;
            case ReviewEvent.Reported e:
                violations.Unless(before.Find(e.Report.Specialist)?.Status == ProgressStatus.Pending, $"{id}: a report of {e.Report.Specialist} was counted twice");
                break;
            case ReviewEvent.ReportedLate e:
                violations.Unless(before.Find(e.Report.Specialist) is { IsLate: false, Report: null }, $"{id}: a late report of {e.Report.Specialist} was recorded twice");
                break;
            case ReviewEvent.SpecialistFailed e:
                violations.Unless(before.Find(e.Specialist)?.Status == ProgressStatus.Pending, $"{id}: {e.Specialist} failed after it had answered");
                break;
            case ReviewEvent.SpecialistTimedOut e:
                var progress = before.Find(e.Specialist);
                violations.Unless(progress?.Status == ProgressStatus.Pending, $"{id}: {e.Specialist} timed out after it had answered");
                violations.Unless(progress is null || e.At >= progress.Assignment.Deadline || e.At >= before.Deadline, $"{id}: {e.Specialist} timed out before its deadline");
                break;
            case ReviewEvent.Summarised e:
                CheckVerdict(id, before, e.Verdict, violations);
                break;
            default:
                break;
        }
    }

    private static void CheckVerdict(AggregateId id, ReviewState before, Verdict verdict, Violations violations)
    {
        violations.Unless(!before.Pending.Any(), $"{id} was summarised while {before.Pending.Count()} specialists were at work");
        var reported = before.Specialists.Count(s => s.Status == ProgressStatus.Reported);
        violations.Unless(verdict.SpecialistsResolved == reported, $"{id}: the verdict counts {verdict.SpecialistsResolved} reports of {reported}");
        violations.Unless(verdict.Status != VerdictStatus.Complete || reported == before.Specialists.Count, $"{id} is called complete and only {reported} of {before.Specialists.Count} specialists reported");
        var cost = before.Specialists.Sum(s => s.Report?.CostMicroCredits ?? 0);
        violations.Unless(verdict.CostMicroCredits == cost, $"{id}: the verdict costs {verdict.CostMicroCredits} and its reports {cost}");
        var found = before.Specialists.Sum(s => s.Report?.Findings.Count ?? 0);
        var kept = verdict.Findings.Count + verdict.Suppressed.Count + verdict.Negotiations.Sum(n => n.Claims.Count - 1);
        violations.Unless(kept == found, $"{id}: {found} findings were reported and the verdict accounts for {kept}");
    }
}
