using Synapse.Core.Findings;
using Synapse.Core.Reputation;
using static Synapse.Core.Tests.Reputation.Evidence;

namespace Synapse.Core.Tests.Reputation;

public sealed class CalibrationTests
{
    [Fact]
    public void Without_evidence_a_word_is_worth_what_it_says()
    {
        var calibration = Of([]);
        Assert.Null(calibration.BrierMillionths);
        Assert.Equal([500, 1_500, 2_500, 3_500, 4_500, 5_500, 6_500, 7_500, 8_500, 9_500], calibration.Bins.Select(b => b.Calibrated));
    }

    [Fact]
    public void Whoever_says_ninety_and_is_right_half_the_time_is_believed_half()
    {
        var calibration = Of(Enumerable.Range(0, 400).Select(i => Truth($"d{i}", i % 2 == 0, stated: 9_200)));
        Assert.InRange(calibration.Calibrate(new Confidence(9_900)).BasisPoints, 5_000, 5_400);
        Assert.Equal(new Tally(200 * Tally.One, 200 * Tally.One), calibration.Bins[9].Evidence);
    }

    /// <summary>(0.8 - 1)^2 = 0.04 when right, (0.8 - 0)^2 = 0.64 when wrong; three right and one wrong: 0.19.</summary>
    [Fact]
    public void The_brier_score_is_the_mean_squared_miss() =>
        Assert.Equal(190_000, Of([.. Truths(3, 1)]).BrierMillionths);

    [Fact]
    public void More_confidence_is_never_worth_less()
    {
        var mixed = Enumerable.Range(0, 300).Select(i => Truth($"d{i}", i * 7 % 10 < 9 - (i % 10), stated: (i % 10 * 1_000) + 500));
        var calibrated = Of(mixed).Bins.Select(b => b.Calibrated).ToList();
        Assert.Equal(calibrated.Order(), calibrated);
        Assert.True(calibrated.Distinct().Count() < 10, "the falling rates were not pooled");
    }

    private static Calibration Of(IEnumerable<Judgement> judgements)
    {
        var state = State(judgements);
        return Calibration.Of(state.Find("1.0") ?? VersionRecord.New("1.0"), state, Now, Policy);
    }
}
