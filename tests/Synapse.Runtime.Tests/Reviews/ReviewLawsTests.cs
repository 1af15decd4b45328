using FsCheck;
using FsCheck.Fluent;
using Synapse.Conformance.Engine;
using Synapse.Core;
using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Kernel;
using Synapse.Core.Budgets;
using Synapse.Core.Marketplace;
using Synapse.Core.Reviews;
using Synapse.Runtime.Json;
using Synapse.Runtime.Reviews;
using Synapse.Runtime.Tests.Kernel;

namespace Synapse.Runtime.Tests.Reviews;

public sealed class ReviewLawsTests : AggregateLaws<ReviewAggregate, ReviewState, ReviewCommand, ReviewEvent, ReviewReply>
{
    /// <summary>A plan whose specialists come from a market and are paid.</summary>
    private static readonly ReviewPlan Hired = EngineHost.Plan("secrets", "security") with
    {
        Specialists = EngineHost.Plan("secrets", "security").Specialists.Select((s, i) => s with { Contract = new SpecialistContract(10 * i, "acme", 1, i) }).ToValueList(),
        Market = new ReviewMarketPlan(
            "main", new MatchDecision("r1", 1, 0, 100, TimeSpan.FromMinutes(5), MarketPulse.Calm, [], [], [], 10, 20, true), new MatchOutcome("r1", new DateOnly(2026, 1, 2), []), "less", "r1#1"),
    };

    private static readonly string[] Names = ["secrets", "security", "performance"];

    protected override IEventCodec<ReviewEvent> Events { get; } = new ReviewEventCodec();

    protected override IStateCodec<ReviewState>? States { get; } = new ReviewStateCodec();

    protected override Gen<ReviewCommand> Commands
    {
        get
        {
            var name = Gen.Elements(Names.Append("stranger"));
            return Gen.Frequency(
                (3, Gen.Elements(Enum.GetValues<NegotiationPolicy>()).Select(p => (ReviewCommand)new ReviewCommand.Request(EngineHost.Request, EngineHost.Plan(Names) with { Negotiation = p }))),
                (1, Gen.Elements(-1, 0, 10_000, 10_001).Select(risk => (ReviewCommand)new ReviewCommand.Request(EngineHost.Request with { RiskBasisPoints = risk }, EngineHost.Plan()))),
                (2, Gen.Constant((ReviewCommand)new ReviewCommand.Request(EngineHost.Request, Hired))),
                (6, Reports(name)),
                (2, name.Select(n => (ReviewCommand)new ReviewCommand.ReportFailure(n, "crash"))),
                (3, name.Select(n => (ReviewCommand)new ReviewCommand.ReachDeadline(n))),
                (1, Gen.Constant((ReviewCommand)new ReviewCommand.ReachDeadline(null))),
                (1, Gen.Constant((ReviewCommand)new ReviewCommand.Observe())),
                (3, Answers()),
                (1, Gen.Constant((ReviewCommand)new ReviewCommand.Cancel("stop"))),
                (1, Gen.Constant((ReviewCommand)new ReviewCommand.Resume())));
        }
    }

    [Fact]
    public void A_review_has_at_most_one_verdict_and_it_stays() => ForAllHistories(history =>
    {
        Assert.True(history.Events.OfType<ReviewEvent.Summarised>().Count() <= 1);
        Assert.False(history.End.Status == ReviewStatus.Summarised && history.End.Verdict is null);
        Assert.All(history.Steps, s => Assert.True(s.Before.Verdict is null || ReferenceEquals(s.Before.Verdict, s.After.Verdict)));
    });

    [Fact]
    public void What_was_reported_in_time_is_a_finding_or_a_claim_of_the_verdict() => ForAllHistories(history =>
    {
        if (history.End.Verdict is not { } verdict)
        {
            return;
        }

        var claims = verdict.Negotiations.SelectMany(n => n.Claims).Select(c => c.Finding).ToList();
        Assert.All(
            history.End.Specialists.Where(s => s.Report is not null).SelectMany(s => s.Report!.Findings),
            f => Assert.True(f.Counts ? claims.Contains(f) || verdict.Findings.Contains(f) : verdict.Suppressed.Any(s => IsSame(s, f))));
        Assert.Equal(verdict.Findings.Count == 0 ? Severity.None : verdict.Findings.Max(f => f.Severity), verdict.Severity);
    });

    /// <summary>Whoever has reported is paid, once, and nobody else is.</summary>
    [Fact]
    public void What_was_agreed_is_settled_once_when_the_review_ends() => ForAllHistories(history =>
    {
        var (state, settled) = (ReviewState.Empty, new List<BudgetCommand.Settle>());
        foreach (var @event in history.Events)
        {
            state = ReviewState.Evolve(state, @event);
            settled.AddRange(ReviewReactor.React(EngineHost.Id, state, @event).OfType<Tell>().Select(t => t.Command).OfType<BudgetCommand.Settle>());
        }

        Assert.Equal(history.End.IsTerminal && history.End.Plan!.Market is not null ? 1 : 0, settled.Count);
        Assert.All(settled, s => Assert.Equal(history.End.Specialists.Count(p => p is { Status: ProgressStatus.Reported, Assignment.Specialist: "security" }) * 10, s.Charges.Sum(c => c.MicroCredits)));
    });

    /// <summary>One suppression is shown once, whichever of several specialists it silenced.</summary>
    private static bool IsSame(Finding left, Finding right) => left.RuleId == right.RuleId && left.Fingerprint.Primary == right.Fingerprint.Primary;

    private static Gen<ReviewCommand> Answers() =>
        from kind in Gen.Elements(Enum.GetValues<FindingAnswerKind>())
        from rule in Gen.Choose(0, 2)
        from line in Gen.Choose(1, 4)
        from reason in Gen.Elements("", "because")
        select (ReviewCommand)new ReviewCommand.AnswerFinding($"rule{rule}-{line}", kind, reason);

    private static Gen<ReviewCommand> Reports(Gen<string> names) =>
        from name in names
        from count in Gen.Choose(0, 3)
        from line in Gen.Choose(1, 3)
        from severity in Gen.Choose(1, 4)
        from isSuppressed in Gen.Elements(true, false, false)
        select (ReviewCommand)new ReviewCommand.Report(EngineHost.Report(name) with
        {
            Findings = Enumerable.Range(0, count).Select(i => Finding(name, (Severity)severity, $"rule{i}", line + i, isSuppressed)).ToValueList(),
        });

    private static Finding Finding(string specialist, Severity severity, string rule, int line, bool isSuppressed)
    {
        var location = new Location("a.cs", Side.New, line, line, 1, 11);
        return new Finding(
            rule, "Title", Category.Security, [89], severity, new Confidence(8_000), location, $"{rule} \"is\" bäd \U0001F512", $"fix {rule}", isSuppressed ? null : "",
            [new Evidence(location, "x < y & z", "in F")], new Fingerprint($"{rule}-{line}", "context"), specialist, isSuppressed ? new Suppression("inSource", "reason") : null);
    }
}
