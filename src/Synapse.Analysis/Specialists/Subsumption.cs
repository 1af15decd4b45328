using Synapse.Analysis.Suppressions;
using Synapse.Core.Findings;

namespace Synapse.Analysis.Specialists;

/// <summary>
/// One weakness is one finding: where two rules of a specialist speak of the same code and share a category and a CWE, the graver
/// (then surer) one stands for both. One that somebody suppressed does so too: who has decided about it is not asked again in other
/// words.
/// </summary>
internal static class Subsumption
{
    public static IEnumerable<Finding> WithoutWeaker(IReadOnlyList<Finding> findings)
    {
        if (findings.Count < 2)
        {
            return findings;
        }

        var kept = new List<Finding>(findings.Count);
        foreach (var line in findings.GroupBy(f => (f.Location.Side, f.Location.StartLine)))
        {
            var ordered = line.OrderByDescending(f => f.Severity).ThenByDescending(f => f.Confidence).ThenBy(f => f.RuleId, StringComparer.Ordinal);
            var strongest = new List<Finding>();
            foreach (var finding in ordered)
            {
                if (!strongest.Exists(s => Subsumes(s, finding)))
                {
                    strongest.Add(finding);
                }
            }

            kept.AddRange(strongest);
        }

        return kept;
    }

    private static bool Subsumes(Finding strong, Finding weak) =>
        strong.RuleId != weak.RuleId && strong.Category == weak.Category && (strong.Counts == weak.Counts || strong.Suppression is { Kind: not Suppression.Unsure }) && strong.Cwe.Any(c => weak.Cwe.Contains(c)) &&
        strong.Location.StartColumn <= weak.Location.EndColumn && weak.Location.StartColumn <= strong.Location.EndColumn;
}
