using Synapse.Core.Findings;
using Synapse.Core.Reviews;

namespace Synapse.Cli.Reviews;

/// <summary>What another verdict on the same change says otherwise. Findings are the same when their fingerprints are.</summary>
/// <param name="Changed">Findings of both whose severity or confidence differs.</param>
internal sealed record VerdictDifference(
    Verdict Before, Verdict After, IReadOnlyList<Finding> New, IReadOnlyList<Finding> Gone, IReadOnlyList<(Finding Before, Finding After)> Changed, int Same)
{
    public static VerdictDifference Between(Verdict before, Verdict after)
    {
        var earlier = before.Findings.ToLookup(Key);
        var later = after.Findings.ToLookup(Key);
        var pairs = earlier.Where(g => later.Contains(g.Key)).SelectMany(g => g.Zip(later[g.Key])).ToList();
        var changed = pairs.Where(p => p.First.Severity != p.Second.Severity || p.First.Confidence != p.Second.Confidence).ToList();
        return new VerdictDifference(
            before,
            after,
            [.. later.SelectMany(g => g.Skip(earlier[g.Key].Count()))],
            [.. earlier.SelectMany(g => g.Skip(later[g.Key].Count()))],
            changed,
            pairs.Count - changed.Count);
    }

    private static (string Rule, string Fingerprint) Key(Finding finding) => (finding.RuleId, finding.Fingerprint.Primary);
}
