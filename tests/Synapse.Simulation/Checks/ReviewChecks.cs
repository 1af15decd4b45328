using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Simulation.Kernel;

namespace Synapse.Simulation.Checks;

/// <summary>What must hold of every event of a review.</summary>
internal sealed class ReviewChecks(AggregateId id, Violations violations, SimLoop loop) : IEventChecks<ReviewState, ReviewEvent>
{
    /// <summary>How long a node may go on with what it read before a report was recorded.</summary>
    private static readonly TimeSpan MaxStale = TimeSpan.FromSeconds(8);

    private readonly Dictionary<string, DateTimeOffset> _answered = [];

    /// <summary>Work that was answered is not handed out again.</summary>
    public void WorkStarted(string agent) => violations.Unless(
        !_answered.TryGetValue(agent, out var at) || loop.Now - at < MaxStale, $"{id}: {agent} was started again {(loop.Now - at).TotalSeconds:0.0} s after its answer was recorded");

    public void CheckTimers(ReviewState state, IReadOnlyDictionary<string, DateTimeOffset> timers) =>
        violations.Unless(state.Status != ReviewStatus.Running || timers.ContainsKey(ReviewReactor.DeadlineTimer), $"{id} is running and has no deadline any more");

    public void Check(ReviewState before, ReviewEvent @event, ReviewState after)
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
                _answered[e.Report.Specialist] = loop.Now;
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
                CheckVerdict(before, e.Verdict);
                break;
            default:
                break;
        }
    }

    private void CheckVerdict(ReviewState before, Verdict verdict)
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
