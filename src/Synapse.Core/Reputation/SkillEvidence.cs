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

    /// <summary>As many observations of a kind as that belief is worth, when all raters without a record are looked at together.</summary>
    private const int PoolStrength = 10;

    /// <summary>As many observations of a kind as the pool's record, or a standing that was earned elsewhere, is worth for one rater.</summary>
    private const int PriorStrength = 2;

    /// <summary>Raters with fewer comparisons with known truth, and without a standing, have no record of their own.</summary>
    private const int RecordLength = 5;

    public static SkillEvidence Of(SkillRecord skill, ReputationState state, DateTimeOffset now, ReputationPolicy policy)
    {
        var uses = UsesOf(skill.Rows, state);
        var folded = skill.Folded.Raters.Where(r => !state.IsOwner(r.Owner)).ToDictionary(r => r.Owner, StringComparer.Ordinal);
        var records = RecordsOf(uses, folded);
        var agreement = Agreements(records);
        var belief = agreement.ToDictionary(a => a.Key, a => RaterWeight.BeliefIn(a.Value), StringComparer.Ordinal);
        var weights = RawWeights(uses, belief, now, policy).Zip(uses, (raw, u) => u.Use == EvidenceUse.Opinion ? Tally.Scale(raw, belief[u.Row.Judgement.Rater.Owner], Tally.One) : raw).ToList();

        var truth = default(Tally);
        var opinions = records.ToDictionary(r => r.Owner, _ => default(Tally), StringComparer.Ordinal);
        var foldedNow = records.ToDictionary(r => r.Owner, r => folded.TryGetValue(r.Owner, out var f) ? Decayed(f, skill.Folded.AsOf, now, policy) : (Opinions: default, Truth: default), StringComparer.Ordinal);
        foreach (var record in records)
        {
            truth += foldedNow[record.Owner].Truth;
            opinions[record.Owner] += foldedNow[record.Owner].Opinions.Share(belief[record.Owner], Tally.One);
        }

        foreach (var ((row, use), weight) in uses.Zip(weights))
        {
            var outcome = Tally.Of(row.Judgement.IsCorrect, weight);
            if (use == EvidenceUse.Opinion)
            {
                opinions[row.Judgement.Rater.Owner] += outcome;
            }
            else
            {
                truth += outcome;
            }
        }

        var allowed = AllowedOf(records, owner => opinions[owner].Total, truth.Total, policy);
        var raters = records.Select(r => Weigh(r, agreement[r.Owner], opinions[r.Owner], foldedNow[r.Owner], allowed[r.Owner])).ToValueList();
        var capped = raters.ToDictionary(r => r.Owner, StringComparer.Ordinal);
        var rows = uses.Zip(weights, (u, weight) => new WeighedRow(u.Row, u.Use, u.Use == EvidenceUse.Opinion ? Capped(weight, capped[u.Row.Judgement.Rater.Owner]) : weight));
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
        var raw = RawWeights(uses, belief, now, policy);
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
            var before = raters.GetValueOrDefault(judgement.Rater.Owner) ?? new FoldedRater(judgement.Rater.Owner, null, default, default, default);
            before = before with { Standing = judgement.Rater.Standing ?? before.Standing };
            raters[judgement.Rater.Owner] = use switch
            {
                EvidenceUse.Truth => before with { Truth = before.Truth + Tally.Of(judgement.IsCorrect, weight) },
                EvidenceUse.Opinion => before with { Opinions = before.Opinions + Tally.Of(judgement.IsCorrect, weight) },
                _ => before with { Record = before.Record + TruthRecord.Of(judgement.IsCorrect, truth[judgement.Subject].IsCorrect) },
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
        var rest = raters.Except(kept).Aggregate((sum, r) => new FoldedRater("", null, sum.Opinions + r.Opinions, sum.Truth + r.Truth, sum.Record + r.Record)) with { Owner = "", Standing = null };
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
            var before = records.GetValueOrDefault(rater.Owner) ?? new FoldedRater(rater.Owner, null, default, default, default);
            records[rater.Owner] = before with
            {
                Standing = rater.Standing ?? before.Standing,
                Record = use == EvidenceUse.Calibration ? before.Record + TruthRecord.Of(isCorrect, truth[row.Judgement.Subject].IsCorrect) : before.Record,
            };
        }

        return [.. records.Values];
    }

    /// <summary>
    /// How often each is expected to agree with the truth. Whoever has no record yet is taken for what all without one have been found to be
    /// together, if that is less than is believed of anybody: many new raters who lie are found out by the few of their judgements that can be checked.
    /// </summary>
    private static Dictionary<string, long> Agreements(List<FoldedRater> records)
    {
        var pool = records.Where(IsUnproven).Aggregate(default(TruthRecord), (sum, r) => sum + r.Record);
        var right = Math.Min(UnknownAgreement, Rate(pool.Right, pool.RightSeen, PoolStrength, UnknownAgreement));
        var wrong = Math.Min(UnknownAgreement, Rate(pool.Wrong, pool.WrongSeen, PoolStrength, UnknownAgreement));
        return records.ToDictionary(
            r => r.Owner,
            r =>
            {
                var standing = r.Standing?.BasisPoints * (Tally.One / Confidence.MaxBasisPoints);
                return Math.Min(
                    Rate(r.Record.Right, r.Record.RightSeen, PriorStrength, standing ?? right),
                    Rate(r.Record.Wrong, r.Record.WrongSeen, PriorStrength, standing ?? wrong));
            },
            StringComparer.Ordinal);

        static long Rate(int agreed, int seen, int strength, long prior) => ((agreed * Tally.One) + (strength * prior)) / (seen + strength);
    }

    /// <summary>What each row weighs before its rater's belief and cap: what age leaves of it, and of an opinion its part of one subject.</summary>
    private static List<long> RawWeights(List<(EvidenceRow Row, EvidenceUse Use)> uses, Dictionary<string, long> belief, DateTimeOffset now, ReputationPolicy policy)
    {
        var opinions = uses.Where(u => u.Use == EvidenceUse.Opinion)
            .GroupBy(u => u.Row.Judgement.Subject, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Sum(u => belief[u.Row.Judgement.Rater.Owner]), StringComparer.Ordinal);
        return [.. uses.Select(u => u.Use switch
        {
            EvidenceUse.Truth => Left(u.Row),
            EvidenceUse.Opinion => Tally.Scale(Left(u.Row), Tally.One, Math.Max(Tally.One, opinions[u.Row.Judgement.Subject])),
            _ => 0,
        })];

        long Left(EvidenceRow row) => HalfLife.Of(Tally.One, now - row.Judgement.At, policy.HalfLife);
    }

    /// <summary>
    /// What each rater's opinions may weigh. First twice what the median rater's weigh, so that a ring whose members judge a lot lifts no limit: the
    /// median of those with a record or of those without, so that a crowd of new ones lowers none. Then raters without a record, of whom there may be any
    /// number, have a share together. Then nobody has more than a share of what is there by now; where there are few raters, it is an equal one.
    /// </summary>
    private static Dictionary<string, long> AllowedOf(List<FoldedRater> records, Func<string, long> weightOf, long truth, ReputationPolicy policy)
    {
        var (proven, unproven) = (records.Where(r => !IsUnproven(r)).Select(Weight).ToList(), records.Where(IsUnproven).Select(Weight).ToList());
        var fair = 2 * Math.Max(Median(proven), Median(unproven));
        var crowd = unproven.Sum(w => Math.Min(w, fair));
        var others = truth + proven.Sum(w => Math.Min(w, fair));
        var room = Math.Min(crowd, Math.Max(policy.UnprovenFloor, Tally.Scale(others, policy.UnprovenBasisPoints, 10_000)));
        var heard = records.Count(r => Weight(r) > 0);
        var cap = heard == 0 ? 0 : Math.Max((others + room) / heard, Tally.Scale(others + room, policy.RaterShareBasisPoints, 10_000));
        return records.ToDictionary(r => r.Owner, r => Math.Min(cap, IsUnproven(r) && crowd > 0 ? Tally.Scale(Math.Min(Weight(r), fair), room, crowd) : Math.Min(Weight(r), fair)), StringComparer.Ordinal);

        long Weight(FoldedRater record) => weightOf(record.Owner);
    }

    /// <summary>Of what is above zero.</summary>
    private static long Median(IEnumerable<long> weights)
    {
        var sorted = weights.Where(w => w > 0).Order().ToArray();
        return sorted.Length == 0 ? 0 : sorted[(sorted.Length - 1) / 2];
    }

    private static bool IsUnproven(FoldedRater record) => record.Standing is null && record.Record.Seen < RecordLength;

    private static RaterWeight Weigh(FoldedRater record, long agreement, Tally opinions, (Tally Opinions, Tally Truth) folded, long allowed)
    {
        var weight = new RaterWeight(record.Owner, record.Record, agreement, opinions, opinions.Total, default);
        if (opinions.Total > allowed)
        {
            weight = weight with { Opinions = opinions.Share(allowed, opinions.Total) };
        }

        var left = folded.Opinions.Share(weight.Belief, Tally.One);
        return weight with { Folded = folded.Truth + new Tally(Capped(left.Correct, weight), Capped(left.Wrong, weight)) };
    }

    private static long Capped(long weight, RaterWeight rater) => rater.Uncapped == 0 ? 0 : Tally.Scale(weight, rater.Opinions.Total, rater.Uncapped);
}
