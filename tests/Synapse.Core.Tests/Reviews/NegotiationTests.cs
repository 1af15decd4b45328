using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Reviews;
using static Synapse.Core.Tests.Reviews.Samples;

namespace Synapse.Core.Tests.Reviews;

public sealed class NegotiationTests
{
    [Fact]
    public void The_gravest_claim_wins_and_the_other_stays_visible()
    {
        var verdict = Review(NegotiationPolicy.HighestSeverity, Finding("performance", Severity.Low, "slow"), Finding("security", Severity.High, "sql"));
        var negotiation = Assert.Single(verdict.Negotiations);
        Assert.True(negotiation.IsConflict);
        Assert.Equal("security", negotiation.Winner.Finding.Specialist);
        Assert.Equal("performance", Assert.Single(negotiation.Claims, c => !c.Won).Finding.Specialist);
        Assert.Equal("sql", Assert.Single(verdict.Findings).RuleId);
    }

    [Fact]
    public void The_same_severity_is_an_agreement()
    {
        var verdict = Review(NegotiationPolicy.HighestSeverity, Finding("performance", Severity.High), Finding("security", Severity.High));
        Assert.False(Assert.Single(verdict.Negotiations).IsConflict);
        Assert.Single(verdict.Findings);
    }

    [Fact]
    public void Findings_on_other_lines_columns_or_files_are_not_merged()
    {
        Assert.Empty(Review(NegotiationPolicy.HighestSeverity, Finding("performance", Severity.Low), Finding("security", Severity.High, line: 2)).Negotiations);
        Assert.Empty(Review(NegotiationPolicy.HighestSeverity, Finding("performance", Severity.Low), Finding("security", Severity.High, column: 40)).Negotiations);
        Assert.Empty(Review(NegotiationPolicy.HighestSeverity, Finding("performance", Severity.Low), Finding("security", Severity.High, path: "src/f1.cs")).Negotiations);
    }

    [Fact]
    public void A_secret_inside_a_call_is_not_merged_with_a_finding_about_the_call()
    {
        var call = Finding("security", Severity.High, "tls") with { Location = new Location("src/f0.cs", Side.New, 1, 1, 1, 80) };
        var secret = Finding("secrets", Severity.High, "token") with { Location = new Location("src/f0.cs", Side.New, 1, 1, 30, 50) };
        var verdict = Review(NegotiationPolicy.HighestSeverity, call, secret);
        Assert.Empty(verdict.Negotiations);
        Assert.Equal(2, verdict.Findings.Count);
    }

    [Fact]
    public void One_specialist_does_not_negotiate_with_itself() =>
        Assert.Equal(2, Review(NegotiationPolicy.HighestSeverity, Finding("security", Severity.Low, "a"), Finding("security", Severity.High, "b")).Findings.Count);

    [Fact]
    public void Expertise_outweighs_severity_under_its_policy()
    {
        var performance = Finding("performance", Severity.Low, confidence: 6_000) with { Category = Category.Performance };
        var verdict = Review(NegotiationPolicy.WeightedExpertise, performance, Finding("style", Severity.High, confidence: 7_000));
        Assert.Equal("performance", verdict.Negotiations[0].Winner.Finding.Specialist);
        Assert.Equal(Severity.Low, verdict.Severity);
    }

    [Fact]
    public void The_majority_sets_the_severity_and_a_tie_is_taken_seriously()
    {
        var three = Review(NegotiationPolicy.Majority, Finding("performance", Severity.Low), Finding("style", Severity.Low), Finding("security", Severity.Critical));
        Assert.Equal(Severity.Low, three.Severity);
        var tie = Review(NegotiationPolicy.Majority, Finding("performance", Severity.Low), Finding("security", Severity.Critical));
        Assert.Equal(Severity.Critical, tie.Severity);
    }

    [Fact]
    public void Under_escalate_a_person_is_asked()
    {
        var verdict = Review(NegotiationPolicy.Escalate, Finding("performance", Severity.Low), Finding("security", Severity.High));
        Assert.Contains("a person decides", Assert.Single(verdict.Escalations), StringComparison.Ordinal);
        Assert.Equal(Severity.High, verdict.Severity);
    }

    private static Verdict Review(NegotiationPolicy policy, params Finding[] findings)
    {
        var names = findings.Select(f => f.Specialist).Distinct().ToArray();
        var plan = Plan(names) with { Negotiation = policy };
        plan = plan with { Specialists = plan.Specialists.Select(s => s with { Expertise = s.Id == "performance" ? [Category.Performance] : [Category.Correctness] }).ToValueList() };
        var commands = new List<(double, ReviewCommand)> { (0, new ReviewCommand.Request(Request(), plan)) };
        commands.AddRange(names.Select((n, i) => (i + 1d, (ReviewCommand)new ReviewCommand.Report(Report(n, [.. findings.Where(f => f.Specialist == n)])))));
        return Run([.. commands]).Verdict!;
    }
}
