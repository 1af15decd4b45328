using Synapse.Core.Findings;

namespace Synapse.Core.Reputation;

/// <summary>
/// Weighs the evidence for one skill of one version, in whole numbers. Known truth counts one per subject. Opinions on one subject count together at
/// most one, each by how often its rater agrees with known truth, and no rater has more than a share of the whole.
/// </summary>
/// <param name="Rows">In the order in which they came.</param>
/// <param name="Raters">In the order of their owners.</param>
/// <param name="Total">All that counts.</param>
public sealed record SkillEvidence(ValueList<WeighedRow> Rows, ValueList<RaterWeight> Raters, Tally Total)
{
    /// <summary>What is believed of a rater of whom nothing is known: agrees three times in four.</summary>
    private const long UnknownAgreement = 750_000;

    /// <summary>As many observations as that belief is worth, when all raters without a record are looked at together.</summary>
    private const int PoolStrength = 20;

    /// <summary>As many observations as the pool's record is worth for one of them.</summary>
    private const int UnknownStrength = 4;

    /// <summary>As many observations as a standing that was earned elsewhere is worth.</summary>
    private const int StandingStrength = 8;

    /// <summary>Raters with fewer comparisons with known truth, and without a standing, have no record of their own.</summary>
    private const int RecordLength = 5;

    public static SkillEvidence None { get; } = new([], [], default);

    public static SkillEvidence Of(SkillRecord skill, ReputationState state, DateTimeOffset now, ReputationPolicy policy)
    {
        var uses = UsesOf(skill.Rows, state);
        var folded = skill.Folded.Raters.Where(r => !state.IsOwner(r.Owner)).ToDictionary(r => r.Owner, StringComparer.Ordinal);
        var records = RecordsOf(uses, folded);
        var belief = Agreements(records);
        var raw = RawWeights(uses, owner => RaterWeight.BeliefIn(belief[owner]), now, policy);

        var opinions = records.ToDictionary(r => r.Owner, _ => default(Tally), StringComparer.Ordinal);
        var truth = default(Tally);
        for (var i = 0; i < uses.Count; i++)
        {
            var judgement = uses[i].Row.Judgement;
            if (uses[i].Use == EvidenceUse.Opinion)
            {
                opinions[judgement.Rater.Owner] += Tally.Of(judgement.IsCorrect, Believed(raw[i], belief[judgement.Rater.Owner]));
            }
            else
            {
                truth += Tally.Of(judgement.IsCorrect, raw[i]);
            }
        }

        var foldedNow = records.ToDictionary(r => r.Owner, r => folded.TryGetValue(r.Owner, out var f) ? Decayed(f, skill.Folded.AsOf, now, policy) : (Opinions: default, Truth: default), StringComparer.Ordinal);
        foreach (var record in records)
        {
            truth += foldedNow[record.Owner].Truth;
            opinions[record.Owner] += foldedNow[record.Owner].Opinions.Share(RaterWeight.BeliefIn(belief[record.Owner]), Tally.One);
        }

        var cap = CapOf([.. records.Select(r => opinions[r.Owner].Total)], truth.Total, policy);
        var raters = records.Select(r => Weigh(r, belief[r.Owner], opinions[r.Owner], foldedNow[r.Owner], cap)).ToValueList();
        var capped = raters.ToDictionary(r => r.Owner, StringComparer.Ordinal);
        var rows = uses.Select((u, i) => new WeighedRow(u.Row, u.Use, u.Use == EvidenceUse.Opinion ? Capped(Believed(raw[i], belief[u.Row.Judgement.Rater.Owner]), capped[u.Row.Judgement.Rater.Owner]) : raw[i]));
        return new SkillEvidence(rows.ToValueList(), raters, raters.Aggregate(truth, (sum, r) => sum + r.Opinions));
    }

    /// <summary>
    /// The sums that take the place of rows, as of now. Whole subjects are folded, so that what their opinions weigh together stays what it was.
    /// </summary>
    internal static FoldedEvidence Fold(SkillRecord skill, ValueList<EvidenceRow> leaving, ReputationState state, DateTimeOffset now, ReputationPolicy policy)
    {
        var weighed = Of(skill, state, now, policy);
        var belief = weighed.Raters.ToDictionary(r => r.Owner, r => r.Belief, StringComparer.Ordinal);
        var uses = UsesOf(leaving, state);
        var raw = RawWeights(uses, owner => belief[owner], now, policy);
        var truth = TruthOf(uses);
        var raters = new SortedDictionary<string, FoldedRater>(StringComparer.Ordinal);
        foreach (var rater in skill.Folded.Raters)
        {
            var (opinions, known) = Decayed(rater, skill.Folded.AsOf, now, policy);
            raters[rater.Owner] = rater with { Opinions = opinions, Truth = known };
        }

        foreach (var ((row, use), weight) in uses.Zip(raw).Where(u => u.First.Use is not (EvidenceUse.SameOwner or EvidenceUse.Outdated)))
        {
            var judgement = row.Judgement;
            var before = raters.GetValueOrDefault(judgement.Rater.Owner) ?? new FoldedRater(judgement.Rater.Owner, null, default, default, 0, 0);
            before = before with { Standing = judgement.Rater.Standing ?? before.Standing };
            raters[judgement.Rater.Owner] = use switch
            {
                EvidenceUse.Truth => before with { Truth = before.Truth + Tally.Of(judgement.IsCorrect, weight) },
                EvidenceUse.Opinion => before with { Opinions = before.Opinions + Tally.Of(judgement.IsCorrect, weight) },
                _ when truth[judgement.Subject].IsCorrect == judgement.IsCorrect => before with { Agreed = before.Agreed + 1 },
                _ => before with { Disagreed = before.Disagreed + 1 },
            };
        }

        var horizon = leaving.Max(r => r.Judgement.At);
        return new FoldedEvidence(now, horizon > skill.Folded.Horizon ? horizon : skill.Folded.Horizon, Bounded([.. raters.Values]));
    }

    private static ValueList<FoldedRater> Bounded(List<FoldedRater> raters)
    {
        if (raters.Count <= ReputationLimits.MaxFoldedRaters)
        {
            return raters.ToValueList();
        }

        var kept = raters.Where(r => r.Owner.Length > 0).OrderByDescending(r => r.Opinions.Total + r.Truth.Total).ThenBy(r => r.Owner, StringComparer.Ordinal).Take(ReputationLimits.MaxFoldedRaters - 1).ToList();
        var rest = raters.Except(kept).Aggregate((sum, r) => new FoldedRater("", null, sum.Opinions + r.Opinions, sum.Truth + r.Truth, sum.Agreed + r.Agreed, sum.Disagreed + r.Disagreed)) with { Owner = "", Standing = null };
        return kept.Append(rest).OrderBy(r => r.Owner, StringComparer.Ordinal).ToValueList();
    }

    private static (Tally Opinions, Tally Truth) Decayed(FoldedRater rater, DateTimeOffset asOf, DateTimeOffset now, ReputationPolicy policy) =>
        (HalfLife.Of(rater.Opinions, now - asOf, policy.HalfLife), HalfLife.Of(rater.Truth, now - asOf, policy.HalfLife));

    private static List<(EvidenceRow Row, EvidenceUse Use)> UsesOf(ValueList<EvidenceRow> rows, ReputationState state)
    {
        var counting = rows.Where(r => !state.IsOwner(r.Judgement.Rater.Owner)).Select(r => (r, r.Judgement.IsTruth ? EvidenceUse.Truth : EvidenceUse.Opinion)).ToList();
        var truth = TruthRows(counting);
        return [.. rows.Select(r => (r, UseOf(r)))];

        EvidenceUse UseOf(EvidenceRow row) =>
            state.IsOwner(row.Judgement.Rater.Owner) ? EvidenceUse.SameOwner
            : !truth.TryGetValue(row.Judgement.Subject, out var known) ? EvidenceUse.Opinion
            : known.Id == row.Id ? EvidenceUse.Truth
            : row.Judgement.IsTruth ? EvidenceUse.Outdated
            : EvidenceUse.Calibration;
    }

    private static Dictionary<string, EvidenceRow> TruthRows(IEnumerable<(EvidenceRow Row, EvidenceUse Use)> uses) => uses
        .Where(u => u.Use == EvidenceUse.Truth)
        .GroupBy(u => u.Row.Judgement.Subject, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.MaxBy(u => u.Row.Judgement.At).Row, StringComparer.Ordinal);

    private static Dictionary<string, Judgement> TruthOf(IEnumerable<(EvidenceRow Row, EvidenceUse Use)> uses) => TruthRows(uses).ToDictionary(t => t.Key, t => t.Value.Judgement, StringComparer.Ordinal);

    /// <summary>How each owner's raters compare with known truth.</summary>
    private static List<FoldedRater> RecordsOf(List<(EvidenceRow Row, EvidenceUse Use)> uses, Dictionary<string, FoldedRater> folded)
    {
        var truth = TruthOf(uses);
        var records = new SortedDictionary<string, FoldedRater>(folded, StringComparer.Ordinal);
        foreach (var (row, use) in uses.Where(u => u.Use != EvidenceUse.SameOwner))
        {
            var (rater, isCorrect) = (row.Judgement.Rater, row.Judgement.IsCorrect);
            var before = records.GetValueOrDefault(rater.Owner) ?? new FoldedRater(rater.Owner, null, default, default, 0, 0);
            var agrees = use == EvidenceUse.Calibration && truth[row.Judgement.Subject].IsCorrect == isCorrect;
            records[rater.Owner] = before with
            {
                Standing = rater.Standing ?? before.Standing,
                Agreed = before.Agreed + (agrees ? 1 : 0),
                Disagreed = before.Disagreed + (use == EvidenceUse.Calibration && !agrees ? 1 : 0),
            };
        }

        return [.. records.Values];
    }

    /// <summary>
    /// How often each is expected to agree with the truth. Whoever has no record yet is taken for what all without one have been found to be
    /// together: many new raters who lie are found out by the few of their judgements that can be checked.
    /// </summary>
    private static Dictionary<string, long> Agreements(List<FoldedRater> records)
    {
        var unknown = records.Where(r => r.Standing is null && r.Agreed + r.Disagreed < RecordLength).ToList();
        var (agreed, compared) = (unknown.Sum(r => (long)r.Agreed), unknown.Sum(r => (long)r.Agreed + r.Disagreed));
        var pool = ((agreed * Tally.One) + (PoolStrength * UnknownAgreement)) / (compared + PoolStrength);
        return records.ToDictionary(
            r => r.Owner,
            r =>
            {
                var (prior, strength) = r.Standing is { } standing ? (standing.BasisPoints * (Tally.One / Confidence.MaxBasisPoints), StandingStrength) : (pool, UnknownStrength);
                return ((r.Agreed * Tally.One) + (strength * prior)) / (r.Agreed + r.Disagreed + strength);
            },
            StringComparer.Ordinal);
    }

    /// <summary>What each row weighs before its rater's belief and cap: what age leaves of it, and of an opinion its part of one subject.</summary>
    private static List<long> RawWeights(List<(EvidenceRow Row, EvidenceUse Use)> uses, Func<string, long> beliefOf, DateTimeOffset now, ReputationPolicy policy)
    {
        var opinions = uses.Where(u => u.Use == EvidenceUse.Opinion)
            .GroupBy(u => u.Row.Judgement.Subject, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Sum(u => beliefOf(u.Row.Judgement.Rater.Owner)), StringComparer.Ordinal);
        return [.. uses.Select(u => u.Use switch
        {
            EvidenceUse.Truth => Left(u.Row),
            EvidenceUse.Opinion => Tally.Scale(Left(u.Row), Tally.One, Math.Max(Tally.One, opinions[u.Row.Judgement.Subject])),
            _ => 0,
        })];

        long Left(EvidenceRow row) => HalfLife.Of(Tally.One, now - row.Judgement.At, policy.HalfLife);
    }

    private static long Believed(long raw, long agreement) => Tally.Scale(raw, RaterWeight.BeliefIn(agreement), Tally.One);

    /// <summary>
    /// The most that one rater's opinions may weigh: twice the median rater's, so that a ring whose members judge a lot lifts no limit, and a share of
    /// all that is left then.
    /// </summary>
    private static long CapOf(long[] weights, long truth, ReputationPolicy policy)
    {
        var sorted = weights.Where(w => w > 0).Order().ToArray();
        if (sorted.Length == 0)
        {
            return policy.RaterFloor;
        }

        var fair = Math.Max(policy.RaterFloor, 2 * sorted[sorted.Length / 2]);
        var whole = truth + sorted.Sum(w => Math.Min(w, fair));
        return Math.Min(fair, Math.Max(policy.RaterFloor, Tally.Scale(whole, policy.RaterShareBasisPoints, 10_000)));
    }

    private static RaterWeight Weigh(FoldedRater record, long agreement, Tally opinions, (Tally Opinions, Tally Truth) folded, long cap)
    {
        var weight = new RaterWeight(record.Owner, record.Agreed, record.Disagreed, agreement, opinions, opinions.Total, default);
        if (opinions.Total > cap)
        {
            weight = weight with { Opinions = opinions.Share(cap, opinions.Total) };
        }

        var left = folded.Opinions.Share(weight.Belief, Tally.One);
        return weight with { Folded = folded.Truth + new Tally(Capped(left.Correct, weight), Capped(left.Wrong, weight)) };
    }

    private static long Capped(long weight, RaterWeight rater) => rater.Uncapped == 0 ? 0 : Tally.Scale(weight, rater.Opinions.Total, rater.Uncapped);
}
