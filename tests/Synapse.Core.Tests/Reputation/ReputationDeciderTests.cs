using Synapse.Core.Kernel;
using Synapse.Core.Reputation;
using static Synapse.Core.Tests.Reputation.Evidence;

namespace Synapse.Core.Tests.Reputation;

public sealed class ReputationDeciderTests
{
    [Fact]
    public void A_later_judgement_of_the_same_period_takes_the_place_of_the_earlier_one()
    {
        var state = After(ReputationState.Empty, new ReputationCommand.Judge(Opinion("ann", "f1", isCorrect: true, daysAgo: 1)));
        state = After(state, new ReputationCommand.Judge(Opinion("ann", "f2", isCorrect: true, daysAgo: 1)), new ReputationCommand.Judge(Opinion("ann", "f1", isCorrect: false)));
        Assert.Equal([("f2", true), ("f1", false)], state.Versions[0].Skills[0].Rows.Select(r => (r.Judgement.Subject, r.Judgement.IsCorrect)));

        var late = Decide(state, new ReputationCommand.Judge(Opinion("ann", "f1", isCorrect: true, daysAgo: 0.5)), "late");
        Assert.Equal(RefusalCode.Conflict, late.Refusal!.Code);
    }

    [Fact]
    public void A_judgement_of_another_period_counts_beside_it()
    {
        var state = After(ReputationState.Empty, new ReputationCommand.Judge(Opinion("ann", "f1", isCorrect: true, daysAgo: 45)), new ReputationCommand.Judge(Opinion("ann", "f1", isCorrect: true)));
        Assert.Equal(2, state.Versions[0].Skills[0].Rows.Count);
    }

    [Fact]
    public void The_owner_is_not_heard()
    {
        var state = After(ReputationState.Empty, new ReputationCommand.SetOwner("acme"), new ReputationCommand.SetOwner("other"));
        Assert.All(
            (ReputationCommand[])
            [
                new ReputationCommand.Judge(Opinion("ann", "f1", isCorrect: true, owner: "acme")),
                new ReputationCommand.Judge(Opinion("ann", "f1", isCorrect: true, owner: "other")),
                new ReputationCommand.Rate(new Rating("1.0", new Rater("ann", "acme"), "f1", 5, Now)),
            ],
            c => Assert.Contains("independent", Decide(state, c, "c").Refusal!.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_out_of_form_is_refused()
    {
        ReputationCommand[] commands =
        [
            new ReputationCommand.Judge(Opinion("", "f1", isCorrect: true)),
            new ReputationCommand.Judge(Opinion("ann", "", isCorrect: true)),
            new ReputationCommand.Judge(Opinion("ann", "f1", isCorrect: true, owner: "")),
            new ReputationCommand.Judge(Opinion("ann", "f1", isCorrect: true, daysAgo: -1)),
            new ReputationCommand.Judge(Opinion("ann", new string('x', 257), isCorrect: true)),
            new ReputationCommand.Rate(new Rating("1.0", new Rater("ann", "ann"), "f1", 0, Now)),
            new ReputationCommand.Rate(new Rating("1.0", new Rater("ann", "ann"), "f1", 6, Now)),
            new ReputationCommand.RecordService("1.0", -1, 0, Now),
            new ReputationCommand.RecordService("1.0", 0, -1, Now),
            new ReputationCommand.SetOwner(""),
        ];
        Assert.All(commands, c => Assert.Equal(RefusalCode.Invalid, Decide(ReputationState.Empty, c, "c").Refusal!.Code));
    }

    [Fact]
    public void Only_a_score_that_moves_by_a_step_is_told()
    {
        var state = ReputationState.Empty;
        var told = 0;
        for (var i = 0; i < 200; i++)
        {
            var before = state.Versions.Count == 0 ? 0 : state.Versions[0].Skills[0].Published;
            var decision = Decide(state, new ReputationCommand.Judge(Truth($"d{i}", i % 10 > 0)), $"c{i}");
            state = decision.Events.Aggregate(state, ReputationState.Evolve);
            var moved = decision.Events.OfType<ReputationEvent.Moved>().SingleOrDefault();
            Assert.Equal(Math.Abs(Score(state).BasisPoints - before) >= Policy.StepBasisPoints, moved is not null);
            Assert.True(moved is null || (moved.Before, moved.After) == (before, Score(state).BasisPoints));
            told += moved is null ? 0 : 1;
        }

        Assert.InRange(told, 5, 40);
    }

    [Fact]
    public void Folding_keeps_the_score_and_refuses_what_may_count_already()
    {
        var judgements = Enumerable.Range(0, ReputationLimits.MaxRows).Select(i => Any(i, ReputationLimits.MaxRows - i)).ToList();
        var full = After(ReputationState.Empty, judgements.Select(j => new ReputationCommand.Judge(j)));
        Assert.Equal(ReputationLimits.MaxRows, full.Versions[0].Skills[0].Rows.Count);

        var next = new ReputationCommand.Judge(Opinion("eve", "last", isCorrect: true, standing: 5_000));
        var folded = Decide(full, next, "next").Events.Aggregate(full, ReputationState.Evolve);
        Assert.InRange(folded.Versions[0].Skills[0].Rows.Count, ReputationLimits.RowsAfterFolding - 10, ReputationLimits.RowsAfterFolding + 1);
        foreach (var later in (double[])[0, 10, 200])
        {
            var (before, after) = (ReputationScore.Of(full, "1.0", Skill, Now.AddDays(later), Policy), ReputationScore.Of(folded, "1.0", Skill, Now.AddDays(later), Policy));
            Assert.InRange(after.BasisPoints - before.BasisPoints, -1, 1);
            Assert.InRange(after.Evidence.Total / (double)before.Evidence.Total, 0.9999, 1.0001);
        }

        var explanation = ReputationExplanation.Of(folded, "1.0", Skill, Now, Policy);
        Assert.InRange(explanation.Rows.Sum(r => r.Weight) + explanation.Versions.Sum(v => v.Folded.Total) - explanation.Score.Evidence.Total, -1_000, 1_000);
        Assert.Equal(RefusalCode.WrongState, Decide(folded, new ReputationCommand.Judge(judgements[0]), "Judge 0 0").Refusal!.Code);
        Assert.Equal(RefusalCode.WrongState, Decide(full, new ReputationCommand.Judge(Truth("old", isCorrect: true, daysAgo: 600)), "old").Refusal!.Code);

        static Judgement Any(int i, double daysAgo) =>
            i % 14 == 0 ? Truth($"s{i / 7}", i % 3 > 0, daysAgo / 4) : Opinion($"rater {i % 7}", $"s{i / 7}", i % 4 > 0, daysAgo / 4, standing: i % 7 == 3 ? 9_000 : null);
    }

    [Fact]
    public void Service_and_ratings_are_kept_beside_the_score()
    {
        var before = After(ReputationState.Empty, Truths(7, 2).Select(t => new ReputationCommand.Judge(t)));
        var after = After(before, Enumerable.Range(0, 300).Select(i => new ReputationCommand.RecordService("1.0", i, 2, Now.AddMinutes(i - 300))));
        after = After(after, Enumerable.Range(0, 300).Select(i => new ReputationCommand.Rate(new Rating("1.0", new Rater($"r{i}", $"r{i}"), "f1", 1 + (i % 5), Now.AddMinutes(i - 300)))));
        Assert.Equal(Score(before), Score(after));

        var standing = Decide(after, new ReputationCommand.Observe(), "c").Reply!.Versions.Single();
        Assert.Equal((300, 44_850, 600), (standing.Service.Count, standing.Service.TotalMilliseconds, standing.Service.TotalMicroCredits));
        Assert.Equal(ReputationLimits.MaxServiceRows, standing.Service.Rows.Count);
        Assert.Equal((171, 287, 299), (standing.Service.ResponseAt(50), standing.Service.ResponseAt(95), standing.Service.ResponseAt(100)));
        Assert.Equal([60, 60, 60, 60, 60], standing.Stars);
        Assert.Equal(RefusalCode.WrongState, Decide(after, new ReputationCommand.RecordService("1.0", 1, 1, Now.AddDays(-1)), "late").Refusal!.Code);
        Assert.Equal(RefusalCode.WrongState, Decide(after, new ReputationCommand.Rate(new Rating("1.0", new Rater("x", "x"), "f1", 1, Now.AddDays(-1))), "late").Refusal!.Code);
    }

    [Fact]
    public void The_oldest_version_retires()
    {
        var state = After(ReputationState.Empty, Enumerable.Range(0, ReputationLimits.MaxVersions + 1).Select(i => new ReputationCommand.Judge(Truth("d", isCorrect: true, version: $"v{i}"))));
        Assert.Equal(Enumerable.Range(1, ReputationLimits.MaxVersions).Select(i => $"v{i}"), state.Versions.Select(v => v.Version));
        Assert.Equal(RefusalCode.WrongState, Decide(state, new ReputationCommand.Judge(Truth("d", isCorrect: true, version: "v0")), "c").Refusal!.Code);
    }
}
