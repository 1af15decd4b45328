using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Kernel;
using Synapse.Core.Queues;
using Synapse.Core.Reviews;
using Synapse.Core.Signals;
using static Synapse.Core.Tests.Reviews.Samples;

namespace Synapse.Core.Tests.Reviews;

public sealed class ReviewLifecycleTests
{
    private static readonly ReviewCommand.Request Two = new(Request(), Plan("secrets", "security"));

    [Fact]
    public void A_request_is_classified_and_assigned_at_once()
    {
        var decision = ReviewDecider.Decide(ReviewState.Empty, Two, At(0));
        Assert.Collection(
            decision.Events,
            e => Assert.IsType<ReviewEvent.Requested>(e),
            e => Assert.Equal(DecisionPath.Fast, Assert.IsType<ReviewEvent.Classified>(e).Path),
            e => Assert.Equal(["secrets", "security"], Assert.IsType<ReviewEvent.Assigned>(e).Assignments.Select(a => a.Specialist)));
    }

    [Fact]
    public void The_last_report_ends_the_review_with_one_verdict()
    {
        var state = Run(
            (0, Two),
            (1, new ReviewCommand.Report(Report("secrets"))),
            (2, new ReviewCommand.Report(Report("security", Finding("security", Severity.Low, "a"), Finding("security", Severity.High, "b", 2), Finding("security", Severity.Medium, "c", 3)))));
        Assert.Equal(ReviewStatus.Summarised, state.Status);
        Assert.Equal([Severity.High, Severity.Medium, Severity.Low], state.Verdict!.Findings.Select(f => f.Severity));
        Assert.Equal(Severity.High, state.Verdict.Severity);
        Assert.Equal(VerdictStatus.Complete, state.Verdict.Status);
        Assert.Equal(2_000, state.Verdict.DurationMilliseconds);
        Assert.Equal(2, state.Verdict.SpecialistsResolved);
        Assert.Equal(["fix b", "fix c", "fix a"], state.Verdict.Recommendations);
    }

    [Fact]
    public void A_clean_review_is_certain_only_when_everything_was_read()
    {
        var clean = Run((0, Two), (1, new ReviewCommand.Report(Report("secrets"))), (1, new ReviewCommand.Report(Report("security"))));
        Assert.Equal(Confidence.Certain, clean.Verdict!.Confidence);

        var clipped = Report("security") with { Coverage = [new CoverageRow("src/f0.cs", "security", CoverageStatus.Clipped, "too long")] };
        var partial = Run((0, Two), (1, new ReviewCommand.Report(Report("secrets"))), (1, new ReviewCommand.Report(clipped)));
        Assert.Equal(VerdictStatus.Partial, partial.Verdict!.Status);
        Assert.Equal(5_000, partial.Verdict.Confidence.BasisPoints);
    }

    [Fact]
    public void An_empty_change_has_no_findings_and_confidence_exactly_one()
    {
        var state = Run(
            (0, new ReviewCommand.Request(Request(0), Plan("security"))),
            (1, new ReviewCommand.Report(new SpecialistReport("security", "1", [], [], 1, 0))));
        Assert.Empty(state.Verdict!.Findings);
        Assert.Equal(VerdictStatus.Complete, state.Verdict.Status);
        Assert.Equal("1.0", state.Verdict.Confidence.ToString());
    }

    [Theory]
    [InlineData("security")]
    [InlineData("")]
    public void Without_specialists_a_review_fails_and_asks_for_a_person(string label)
    {
        var state = Run((0, new ReviewCommand.Request(Request(3, "feature", 0, label), Plan())));
        Assert.Equal(VerdictStatus.Failed, state.Verdict!.Status);
        Assert.StartsWith("No specialists", state.Verdict.Escalations[0], StringComparison.Ordinal);
        Assert.Equal(0, state.Verdict.Confidence.BasisPoints);
    }

    [Fact]
    public void The_fast_path_leaves_deep_specialists_out_and_says_so()
    {
        var plan = Plan("secrets", "model");
        plan = plan with { Specialists = [plan.Specialists[0], plan.Specialists[1] with { Tier = AgentTier.Deep }] };
        var fast = Run((0, new ReviewCommand.Request(Request(), plan)), (1, new ReviewCommand.Report(Report("secrets"))));
        Assert.Equal(["model"], fast.Verdict!.NotRun);
        Assert.Equal(VerdictStatus.Complete, fast.Verdict.Status);
        var deep = Run((0, new ReviewCommand.Request(Request(75), plan)));
        Assert.Empty(deep.NotRun);
        Assert.Equal(2, deep.Specialists.Count);
    }

    [Fact]
    public void The_same_request_again_is_answered_with_the_review_that_is_there()
    {
        var state = Run((0, Two), (1, new ReviewCommand.Report(Report("secrets"))), (2, new ReviewCommand.Report(Report("security"))));
        var again = ReviewDecider.Decide(state, new ReviewCommand.Request(Request(), Plan("other")), At(9));
        Assert.Empty(again.Events);
        Assert.Equal(state.Verdict, again.Reply!.Verdict);
    }

    [Fact]
    public void Another_request_under_the_same_id_is_refused()
    {
        var state = Run((0, Two));
        var decision = ReviewDecider.Decide(state, new ReviewCommand.Request(Request(4), Plan("secrets")), At(1));
        Assert.Equal(RefusalCode.Conflict, decision.Refusal!.Code);
        Assert.Empty(decision.Events);
    }

    [Fact]
    public void A_report_that_arrives_twice_changes_nothing()
    {
        var state = Run((0, Two), (1, new ReviewCommand.Report(Report("secrets", Finding("secrets", Severity.Low)))));
        var twice = ReviewDecider.Decide(state, new ReviewCommand.Report(Report("secrets", Finding("secrets", Severity.High))), At(2));
        Assert.Empty(twice.Events);
        Assert.Null(twice.Refusal);

        var ended = Run((0, Two), (1, new ReviewCommand.Report(Report("secrets"))), (2, new ReviewCommand.Report(Report("security"))));
        Assert.Empty(ReviewDecider.Decide(ended, new ReviewCommand.Report(Report("security")), At(3)).Events);
    }

    [Fact]
    public void A_report_nobody_asked_for_is_refused()
    {
        var decision = ReviewDecider.Decide(Run((0, Two)), new ReviewCommand.Report(Report("stranger")), At(1));
        Assert.Equal(RefusalCode.Invalid, decision.Refusal!.Code);
        Assert.Contains("stranger", decision.Refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_specialist_that_misses_its_deadline_makes_the_verdict_partial()
    {
        var state = Run((0, Two), (1, new ReviewCommand.Report(Report("secrets"))), (5, new ReviewCommand.ReachDeadline("security")));
        Assert.Equal(VerdictStatus.Partial, state.Verdict!.Status);
        Assert.Equal(["specialist 'security' did not answer by its deadline"], state.Verdict.Escalations);
        Assert.Equal(3, state.Verdict.Coverage.Count(c => c is { Specialist: "security", Status: CoverageStatus.TimedOut }));
    }

    [Fact]
    public void A_deadline_that_comes_early_changes_nothing()
    {
        var state = Run((0, Two));
        Assert.Empty(ReviewDecider.Decide(state, new ReviewCommand.ReachDeadline("security"), At(4.9)).Events);
        Assert.Empty(ReviewDecider.Decide(state, new ReviewCommand.ReachDeadline(null), At(299)).Events);
    }

    [Fact]
    public void The_reviews_own_deadline_ends_it_for_everyone()
    {
        var plan = Plan("secrets", "slow");
        plan = plan with { Specialists = plan.Specialists.Select(s => s with { Deadline = TimeSpan.FromHours(1) }).ToValueList() };
        var state = Run((0, new ReviewCommand.Request(Request(), plan)), (1, new ReviewCommand.Report(Report("secrets"))), (300, new ReviewCommand.ReachDeadline(null)));
        Assert.Equal(VerdictStatus.Partial, state.Verdict!.Status);
        Assert.Equal(SpecialistOutcome.TimedOut, state.Verdict.Specialists[1].Outcome);
    }

    [Fact]
    public void A_late_report_is_recorded_once_and_leaves_the_verdict_alone()
    {
        var state = Run((0, Two), (1, new ReviewCommand.Report(Report("secrets"))), (5, new ReviewCommand.ReachDeadline("security")));
        var late = ReviewDecider.Decide(state, new ReviewCommand.Report(Report("security", Finding("security", Severity.Critical))), At(6));
        Assert.IsType<ReviewEvent.ReportedLate>(Assert.Single(late.Events));
        var after = late.Events.Aggregate(state, ReviewState.Evolve);
        Assert.Equal(state.Verdict, after.Verdict);
        Assert.Empty(ReviewDecider.Decide(after, new ReviewCommand.Report(Report("security")), At(7)).Events);
    }

    [Fact]
    public void A_crash_is_never_read_as_clean()
    {
        var all = Run((0, Two), (1, new ReviewCommand.ReportFailure("secrets", "boom")), (2, new ReviewCommand.ReportFailure("security", "boom")));
        Assert.Equal(VerdictStatus.Failed, all.Verdict!.Status);
        Assert.Equal(0, all.Verdict.Confidence.BasisPoints);
        Assert.All(all.Verdict.Coverage, row => Assert.Equal(CoverageStatus.Failed, row.Status));

        var one = Run((0, Two), (1, new ReviewCommand.Report(Report("secrets"))), (2, new ReviewCommand.ReportFailure("security", "boom")));
        Assert.Equal(VerdictStatus.Partial, one.Verdict!.Status);
        Assert.True(one.Verdict.Confidence.CompareTo(Confidence.Certain) < 0);
        Assert.Contains("'security' failed: boom", one.Verdict.Escalations[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_review_stays_cancelled()
    {
        var state = Run((0, Two), (1, new ReviewCommand.Cancel("superseded")));
        Assert.Equal(ReviewStatus.Cancelled, state.Status);
        Assert.Empty(ReviewDecider.Decide(state, new ReviewCommand.Report(Report("secrets")), At(2)).Events);
        Assert.Empty(ReviewDecider.Decide(state, new ReviewCommand.Cancel("again"), At(2)).Events);
        Assert.Empty(ReviewDecider.Decide(state, new ReviewCommand.ReachDeadline(null), At(400)).Events);
    }

    [Fact]
    public void Resuming_hands_out_only_what_has_no_answer()
    {
        var state = Run((0, Two), (1, new ReviewCommand.Report(Report("secrets"))));
        var decision = ReviewDecider.Decide(state, new ReviewCommand.Resume(), At(2));
        var resumed = Assert.IsType<ReviewEvent.Resumed>(Assert.Single(decision.Events));
        Assert.Equal(["security"], resumed.Pending);
        Assert.Equal([new HandOutWork("security", "1", Start.AddSeconds(5), WorkPriority.High)], ReviewReactor.React(Id, state, resumed));
    }

    [Fact]
    public void Resuming_with_new_deadlines_gives_what_is_pending_its_whole_time_again()
    {
        var state = Run((0, Two), (1, new ReviewCommand.Report(Report("secrets"))));
        var resumed = Assert.IsType<ReviewEvent.Resumed>(Assert.Single(ReviewDecider.Decide(state, new ReviewCommand.Resume(WithNewDeadlines: true), At(1_000)).Events));
        Assert.Equal(
            [
                new SetTimer("deadline/security", Start.AddSeconds(1_005)), new SetTimer("deadline", Start.AddSeconds(1_300)),
                new HandOutWork("security", "1", Start.AddSeconds(1_005), WorkPriority.High),
            ],
            ReviewReactor.React(Id, ReviewState.Evolve(state, resumed), resumed));
        var after = ReviewState.Evolve(state, resumed);
        Assert.Empty(ReviewDecider.Decide(after, new ReviewCommand.ReachDeadline(null), At(1_001)).Events);
        Assert.Equal(VerdictStatus.Complete, ReviewDecider.Decide(after, new ReviewCommand.Report(Report("security")), At(1_002)).Reply!.Verdict!.Status);
    }

    [Fact]
    public void The_same_resuming_again_changes_nothing_and_another_one_does()
    {
        var state = Run((0, Two), (1, new ReviewCommand.Resume()), (2, new ReviewCommand.Resume()));
        Assert.Empty(ReviewDecider.Decide(state, new ReviewCommand.Resume(), At(1)).Events);
        Assert.Single(ReviewDecider.Decide(state, new ReviewCommand.Resume(), At(3)).Events);
    }

    [Theory]
    [InlineData(FindingAnswerKind.Accepted, "known", "", null)]
    [InlineData(FindingAnswerKind.FalsePositive, "known", "it is a test", null)]
    [InlineData(FindingAnswerKind.FalsePositive, "known", " ", RefusalCode.Invalid)]
    [InlineData(FindingAnswerKind.WontFix, "unknown", "later", RefusalCode.NotFound)]
    public void A_finding_of_the_verdict_can_be_answered_with_a_reason(FindingAnswerKind kind, string fingerprint, string reason, RefusalCode? refusal)
    {
        var found = Report("secrets") with { Findings = [Finding("secrets", Severity.High, "known")] };
        var running = Run((0, Two), (1, new ReviewCommand.Report(found)));
        var answer = new ReviewCommand.AnswerFinding(fingerprint == "known" ? found.Findings[0].Fingerprint.Primary : fingerprint, kind, reason);
        Assert.Equal(RefusalCode.WrongState, ReviewDecider.Decide(running, answer, At(2)).Refusal!.Code);
        var ended = Run((0, Two), (1, new ReviewCommand.Report(found)), (2, new ReviewCommand.Report(Report("security"))));
        var decision = ReviewDecider.Decide(ended, answer, At(3));
        Assert.Equal(refusal, decision.Refusal?.Code);
        var after = decision.Events.Aggregate(ended, ReviewState.Evolve);
        Assert.Equal(refusal is null ? 1 : 0, after.Answers.Count);
        Assert.Equal(ended.Verdict, after.Verdict);
        Assert.Empty(ReviewDecider.Decide(after, answer, At(3)).Events);
    }

    [Theory]
    [InlineData(-1, 0, "filesChanged")]
    [InlineData(1, 10_001, "riskFactor")]
    public void A_request_out_of_range_is_refused(int files, int risk, string named)
    {
        var request = Request(0) with { FilesChanged = files, RiskBasisPoints = risk };
        var decision = ReviewDecider.Decide(ReviewState.Empty, new ReviewCommand.Request(request, Plan("a")), At(0));
        Assert.Contains(named, decision.Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Commands_to_a_review_that_does_not_exist_are_refused() =>
        Assert.Equal(RefusalCode.NotFound, ReviewDecider.Decide(ReviewState.Empty, new ReviewCommand.Resume(), At(0)).Refusal!.Code);

    [Fact]
    public void A_review_that_follows_another_tells_new_from_known_and_gone()
    {
        var known = Finding("security", Severity.High, "known");
        var gone = new EarlierFinding("gone", "src/f0.cs", "gone-print", "gone-context");
        var earlier = new EarlierReview("r0", [new EarlierFinding("known", "old/name.cs", "other", known.Fingerprint.Context), gone]);
        var state = Run(
            (0, new ReviewCommand.Request(Request() with { Earlier = earlier }, Plan("security"))),
            (1, new ReviewCommand.Report(Report("security", known, Finding("security", Severity.Low, "new", 9)))));
        Assert.Equal([known.Fingerprint.Primary], state.Verdict!.Recurrence!.Recurring);
        Assert.Equal([gone], state.Verdict.Recurrence.Resolved);
    }

    [Fact]
    public void Suppressed_findings_stay_in_the_verdict_and_do_not_count()
    {
        var suppressed = Finding("security", Severity.Critical) with { Suppression = new Suppression("inSource", "checked by ann") };
        var state = Run((0, new ReviewCommand.Request(Request(), Plan("security"))), (1, new ReviewCommand.Report(Report("security", suppressed))));
        Assert.Empty(state.Verdict!.Findings);
        Assert.Equal(Severity.None, state.Verdict.Severity);
        Assert.Equal([suppressed], state.Verdict.Suppressed);
    }

    [Fact]
    public void An_assignment_sets_deadlines_and_hands_out_work()
    {
        var decision = ReviewDecider.Decide(ReviewState.Empty, Two, At(0));
        var state = decision.Events.Aggregate(ReviewState.Empty, ReviewState.Evolve);
        var effects = ReviewReactor.React(Id, state, decision.Events[2]);
        Assert.Equal(2, effects.OfType<HandOutWork>().Count());
        Assert.Contains(new SetTimer("deadline", Start.AddMinutes(5)), effects);
        Assert.Contains(new SetTimer("deadline/security", Start.AddSeconds(5)), effects);
        Assert.Equal(SignalTypes.ReviewAssigned, Assert.Single(effects.OfType<PublishSignal>()).Signal.Type);
        Assert.Equal(new ReviewCommand.ReachDeadline("security"), ReviewReactor.OnTimer("deadline/security"));
        Assert.Equal(new ReviewCommand.ReachDeadline(null), ReviewReactor.OnTimer("deadline"));
    }
}
