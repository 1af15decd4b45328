using Synapse.Core.Findings;
using Synapse.Core.Reputation;
using static Synapse.Core.Tests.Reputation.Evidence;

namespace Synapse.Core.Tests.Reputation;

public sealed class ReputationScoreTests
{
    [Fact]
    public void A_new_agent_is_never_better_than_an_old_one()
    {
        Assert.Equal(0, Score([]).BasisPoints);
        for (var wrong = 0; wrong <= 400; wrong++)
        {
            Assert.All((int[])[0, 1, 5, 50], correct => Assert.True(Of(correct, wrong) >= Of(0, 0)));
        }
    }

    [Fact]
    public void More_that_was_right_never_lowers_it_and_more_that_was_wrong_never_raises_it()
    {
        for (var n = 0; n < 60; n++)
        {
            for (var m = 0; m < 60; m++)
            {
                Assert.True(Of(n + 1, m) >= Of(n, m));
                Assert.True(Of(n, m + 1) <= Of(n, m));
            }
        }
    }

    [Fact]
    public void A_new_version_is_never_better_than_the_one_it_replaces()
    {
        for (var wrong = 0; wrong <= 60; wrong += 3)
        {
            for (var correct = 0; correct <= 60; correct += 3)
            {
                var old = State(Truths(correct, wrong));
                Assert.True(Score(old, "2.0").BasisPoints <= Score(old).BasisPoints, $"{correct} right, {wrong} wrong");
            }
        }
    }

    [Theory]
    [InlineData(20, 0, 8_624)]
    [InlineData(45, 5, 8_021)]
    [InlineData(5, 45, 432)]
    public void It_is_the_five_percent_quantile_of_the_posterior(int correct, int wrong, int expected)
    {
        Assert.Equal((int)(10_000 * MathNet.Numerics.Distributions.Beta.InvCDF(correct + 0.25, wrong + 1, 0.05)), Of(correct, wrong));
        Assert.Equal(expected, Of(correct, wrong));
    }

    [Fact]
    public void Old_evidence_counts_less()
    {
        Assert.Equal(10 * Tally.One, Score(Truths(10, 0)).Evidence.Correct);
        Assert.Equal(5 * Tally.One, Score(Truths(10, 0, daysAgo: 90)).Evidence.Correct);
        Assert.Equal(1_250_000, Score(Truths(10, 0, daysAgo: 270)).Evidence.Correct);
    }

    [Fact]
    public void A_version_starts_with_half_of_what_the_one_before_has_shown()
    {
        var state = State([.. Truths(8, 4), .. Truths(2, 0, version: "2.0")]);
        Assert.Equal(new Tally(8 * Tally.One, 4 * Tally.One), Score(state).Evidence);
        Assert.Equal(new Tally(6 * Tally.One, 2 * Tally.One), Score(state, "2.0").Evidence);
        Assert.Equal(new Tally(3 * Tally.One, Tally.One), Score(state, "not yet seen").Evidence);
    }

    [Fact]
    public void Opinions_on_what_is_known_add_nothing()
    {
        var truths = Truths(6, 6).ToList();
        Judgement[] opinions = [.. truths.Select(t => Opinion("ann", t.Subject, isCorrect: true))];
        Assert.Equal(Score(truths), Score([.. truths, .. opinions]));
    }

    [Fact]
    public void Many_opinions_on_one_subject_count_at_most_as_one_outcome()
    {
        var crowd = Enumerable.Range(0, 50).Select(i => Opinion($"rater {i}", "f1", isCorrect: true, standing: 9_500));
        Assert.InRange(Score(crowd).Evidence.Total, Tally.One - 100, Tally.One);
    }

    [Fact]
    public void A_rater_who_disagrees_with_known_truth_is_not_believed()
    {
        var truths = Truths(10, 10).ToList();
        var liar = truths.Select(t => Opinion("liar", t.Subject, !t.IsCorrect)).Concat(Enumerable.Range(0, 100).Select(i => Opinion("liar", $"f{i}", isCorrect: true)));
        Assert.Equal(Score(truths), Score([.. truths, .. liar]));

        var honest = truths.Select(t => Opinion("honest", t.Subject, t.IsCorrect)).Append(Opinion("honest", "f0", isCorrect: true));
        Assert.InRange(Score([.. truths, .. honest]).Evidence.Correct - Score(truths).Evidence.Correct, 700_000, 1_000_000);
    }

    [Fact]
    public void One_rater_has_at_most_a_tenth_of_the_whole()
    {
        var others = Enumerable.Range(0, 30).SelectMany(r => Enumerable.Range(0, 5).Select(i => Opinion($"rater {r}", $"f{r} {i}", isCorrect: false, standing: 9_500)));
        var flood = Enumerable.Range(0, 300).Select(i => Opinion("flood", $"x{i}", isCorrect: true, standing: 9_500));
        var score = Score([.. others, .. flood]);
        Assert.InRange(score.Evidence.Correct / (double)score.Evidence.Total, 0.01, 0.1);
    }

    [Fact]
    public void Raters_of_one_owner_count_as_one()
    {
        var truths = Truths(10, 10).ToList();
        var sock = Enumerable.Range(0, 40).Select(i => Opinion($"sock {i}", $"f{i}", isCorrect: true, owner: "mallory", standing: 9_500));
        var one = Enumerable.Range(0, 40).Select(i => Opinion("sock", $"f{i}", isCorrect: true, owner: "mallory", standing: 9_500));
        Assert.Equal(Score([.. truths, .. one]), Score([.. truths, .. sock]));
    }

    [Fact]
    public void What_the_owner_says_does_not_count_even_when_it_was_said_before()
    {
        var honest = Truths(3, 3).ToList();
        var state = State([.. honest, .. Enumerable.Range(0, 20).Select(i => Opinion("ann", $"f{i}", isCorrect: true, owner: "acme", standing: 9_000))]);
        Assert.NotEqual(Score(honest), Score(state));
        Assert.Equal(Score(honest), Score(state with { Owners = [new Ownership("acme", "c", Now)] }));
    }

    [Fact]
    public void Work_of_high_severity_needs_evidence()
    {
        Assert.False(ReputationGate.MayTake(Score([]), Severity.High, Policy));
        Assert.True(ReputationGate.MayTake(Score([]), Severity.Medium, Policy));
        Assert.False(ReputationGate.MayTake(Score(Truths(4, 0)), Severity.Critical, Policy));
        Assert.True(ReputationGate.MayTake(Score(Truths(5, 0)), Severity.Critical, Policy));
    }

    [Fact]
    public void The_rows_of_an_explanation_add_up_to_the_score()
    {
        Judgement[] opinions = [.. Enumerable.Range(0, 20).Select(i => Opinion($"rater {i % 4}", $"f{i % 11}", i % 3 > 0, daysAgo: i, standing: i % 4 == 1 ? 9_000 : null))];
        var state = State([.. Truths(5, 3, daysAgo: 40), .. opinions, .. Truths(2, 2, daysAgo: 3, version: "2.0")]);
        var explanation = ReputationExplanation.Of(state, "2.0", Skill, Now, Policy);
        Assert.Equal(Score(state, "2.0"), explanation.Score);
        Assert.Equal(32, explanation.Rows.Count);
        Assert.InRange(explanation.Rows.Sum(r => r.Weight) - explanation.Score.Evidence.Total, -40, 40);
        Assert.Equal(["2.0", "1.0"], explanation.Versions.Select(v => v.Version));
    }

    private static int Of(int correct, int wrong) => ReputationScore.Of(new Tally(correct * Tally.One, wrong * Tally.One), Policy).BasisPoints;
}
