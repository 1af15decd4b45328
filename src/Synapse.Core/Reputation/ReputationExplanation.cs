using Synapse.Core.Agents;

namespace Synapse.Core.Reputation;

/// <summary>One judgement behind a score.</summary>
/// <param name="Weight">What it adds to the score's evidence, in millionths of an outcome.</param>
public sealed record ExplainedRow(EvidenceRow Row, EvidenceUse Use, long Weight);

/// <summary>What one version's evidence adds to a score.</summary>
/// <param name="Share">The share that counts, in millionths: all of the version's own, less of those before.</param>
/// <param name="Raters">What the raters weigh in that version's own score.</param>
/// <param name="Folded">What judgements add that are not kept one by one.</param>
public sealed record ExplainedVersion(string Version, long Share, ValueList<RaterWeight> Raters, Tally Folded, Tally Total);

/// <summary>The evidence behind one score. The weights of the rows and what is folded add up to the score's evidence, to rounding.</summary>
/// <param name="Rows">The heaviest first.</param>
/// <param name="Omitted">Rows that are not shown.</param>
public sealed record ReputationExplanation(string Version, Capability Skill, ReputationScore Score, ValueList<ExplainedVersion> Versions, ValueList<ExplainedRow> Rows, int Omitted)
{
    public static ReputationExplanation Of(ReputationState state, string version, Capability skill, DateTimeOffset now, ReputationPolicy policy)
    {
        var parts = ReputationScore.Inherited(state, version, skill, now, policy).ToList();
        var rows = parts
            .SelectMany(p => p.Evidence.Rows.Select(r => new ExplainedRow(r.Row, r.Use, Tally.Scale(r.Weight, p.Share, Tally.One))))
            .OrderByDescending(r => r.Weight).ThenByDescending(r => r.Row.Judgement.At).ThenBy(r => r.Row.Id, StringComparer.Ordinal)
            .ToList();
        return new ReputationExplanation(
            version,
            skill,
            ReputationScore.Of(state, version, skill, now, policy),
            parts.Select(p => new ExplainedVersion(
                p.Version, p.Share, p.Evidence.Raters, p.Evidence.Raters.Aggregate(default(Tally), (sum, r) => sum + r.Folded).Share(p.Share, Tally.One), p.Evidence.Total.Share(p.Share, Tally.One))).ToValueList(),
            rows.Take(ReputationLimits.MaxExplained).ToValueList(),
            Math.Max(0, rows.Count - ReputationLimits.MaxExplained));
    }
}
