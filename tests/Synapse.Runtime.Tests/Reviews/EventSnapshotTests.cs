using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Reviews;
using Synapse.Runtime.Json;
using Synapse.Runtime.Reviews;
using Synapse.Runtime.Tests.Kernel;

namespace Synapse.Runtime.Tests.Reviews;

public sealed class EventSnapshotTests : EventSnapshots<ReviewEvent>
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    protected override string Feature => "Reviews";

    protected override JsonEventCodec<ReviewEvent> Codec { get; } = new ReviewEventCodec();

    protected override IEnumerable<ReviewEvent> Samples => AllSamples();

    protected override IReadOnlyDictionary<string, ReviewEvent> Upcast { get; } =
        new Dictionary<string, ReviewEvent> { ["review.resumed/1"] = new ReviewEvent.Resumed(["security"], "", [], null, At) };

    private static IEnumerable<ReviewEvent> AllSamples()
    {
        var location = new Location("src/a.cs", Side.New, 3, 4, 5, 6);
        var finding = new Finding(
            "cs.rule", "Title", Category.Security, [89, 564], Severity.High, new Confidence(8_000), location, "message", "recommendation",
            "replacement", [new Evidence(location, "snippet", "in F")], new Fingerprint("primary", "context"), "security", new Suppression("inSource", "reason"));
        var report = new SpecialistReport("security", "1.0", [finding], [new CoverageRow("src/a.cs", "security", CoverageStatus.Clipped, "too long")], 12, 34);
        var negotiation = new Negotiation("highest-severity", [new Claim(finding, true), new Claim(finding, false)], true, Severity.High);
        var earlier = new EarlierFinding("cs.rule", "src/a.cs", "primary", "context");
        var request = new ReviewRequest("title", "ann", "base", "head", ["security"], "fix", 5_000, 1, [new ReviewFile("src/a.cs", 2, 1)], "digest", ["Hot"], new EarlierReview("r0", [earlier]));
        var plan = new ReviewPlan(
            "coordinator", "1.0", ClassificationPolicy.Default, NegotiationPolicy.Majority, TimeSpan.FromMinutes(5),
            [new PlannedSpecialist("security", "1.0", AgentTier.Deep, TimeSpan.FromSeconds(5), [Category.Security])]);
        yield return new ReviewEvent.Requested(request, plan, "ann", At);
        yield return new ReviewEvent.Classified(DecisionPath.Deep, ["reason"], At);
        yield return new ReviewEvent.Assigned([new Assignment("security", "1.0", At)], ["model"], At, At);
        yield return new ReviewEvent.Reported(report, At);
        yield return new ReviewEvent.SpecialistFailed("security", "cause", At);
        yield return new ReviewEvent.SpecialistTimedOut("security", At);
        yield return new ReviewEvent.ReportedLate(report, At);
        yield return new ReviewEvent.Negotiated([negotiation], At);
        yield return new ReviewEvent.Escalated("reason", At);
        yield return new ReviewEvent.Summarised(
            new Verdict(
                VerdictStatus.Partial, Severity.High, new Confidence(5_000), [finding], [finding], ["recommendation"], ["escalation"], DecisionPath.Deep, ["reason"],
                [new SpecialistSummary("security", "1.0", SpecialistOutcome.TimedOut, "cause", 1, 2, 3)], ["model"], [negotiation],
                [new CoverageRow("src/a.cs", "security", CoverageStatus.Read)], 5, 6, new Recurrence("r0", ["primary"], [earlier])),
            At);
        yield return new ReviewEvent.Cancelled("reason", At);
        yield return new ReviewEvent.FindingAnswered(new FindingAnswer("primary", FindingAnswerKind.WontFix, "reason", "ann", "command"), At);
        yield return new ReviewEvent.Resumed(["security"], "command", [new Assignment("security", "1.0", At)], At, At);
    }
}
