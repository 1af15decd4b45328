using Synapse.Core.Reviews;

namespace Synapse.Cli.Commands.Rules;

/// <summary>How right one rule was, by what people said of its findings.</summary>
/// <param name="Findings">Different findings; one that is seen again in a later review counts once.</param>
/// <param name="Accepted">Answers that say it is right, whether it stays as it is or not. The last answer of a person counts.</param>
internal sealed record RuleStanding(string Rule, int Findings, int Accepted, int Rejected)
{
    /// <summary>The quantile of the normal distribution for a two-sided interval of 90 %.</summary>
    private const double Quantile = 1.6448536269514722;

    public int Answers => Accepted + Rejected;

    public double Precision => (double)Accepted / Answers;

    /// <summary>Wilson's score interval at 90 % (Wilson, 1927): honest also where there are few answers, or all are alike.</summary>
    public (double Low, double High) Interval()
    {
        var squared = Quantile * Quantile;
        var centre = (Precision + (squared / (2 * Answers))) / (1 + (squared / Answers));
        var half = Quantile / (1 + (squared / Answers)) * Math.Sqrt((Precision * (1 - Precision) / Answers) + (squared / (4.0 * Answers * Answers)));
        return (Math.Max(0, centre - half), Math.Min(1, centre + half));
    }

    /// <summary>All rules that reported something, by id.</summary>
    /// <param name="reviews">In the order in which they were requested.</param>
    public static IReadOnlyList<RuleStanding> Of(IEnumerable<ReviewState> reviews)
    {
        var rules = new Dictionary<string, string>(StringComparer.Ordinal);
        var answers = new Dictionary<(string Fingerprint, string Actor), FindingAnswerKind>();
        foreach (var review in reviews)
        {
            foreach (var finding in review.Verdict?.Findings.Concat(review.Verdict.Suppressed) ?? [])
            {
                rules[finding.Fingerprint.Primary] = finding.RuleId;
            }

            foreach (var answer in review.Answers)
            {
                answers[(answer.Fingerprint, answer.Actor)] = answer.Kind;
            }
        }

        var kinds = answers.ToLookup(a => rules.GetValueOrDefault(a.Key.Fingerprint, ""), a => a.Value, StringComparer.Ordinal);
        return
        [
            .. rules.Values.GroupBy(r => r, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new RuleStanding(
                g.Key, g.Count(), kinds[g.Key].Count(k => k != FindingAnswerKind.FalsePositive), kinds[g.Key].Count(k => k == FindingAnswerKind.FalsePositive))),
        ];
    }
}
