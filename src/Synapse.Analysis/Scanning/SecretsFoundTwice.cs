namespace Synapse.Analysis.Scanning;

/// <summary>One secret is one finding: where several rules see the same characters, the rule that is surest keeps it, and all of them stay masked.</summary>
internal static class SecretsFoundTwice
{
    public static void Merge(List<RawMatch> matches)
    {
        var secrets = matches.Where(m => m.MaskStart >= 0).OrderBy(m => m.MaskStart).ThenBy(m => m.Rule.Id, StringComparer.Ordinal).ToList();
        if (secrets.Count < 2)
        {
            return;
        }

        matches.RemoveAll(m => m.MaskStart >= 0);
        var best = secrets[0];
        foreach (var next in secrets.Skip(1))
        {
            if (next.MaskStart >= best.MaskEnd)
            {
                matches.Add(best);
                best = next;
                continue;
            }

            var end = Math.Max(best.MaskEnd, next.MaskEnd);
            var start = best.MaskStart;
            best = (next.Rule.Confidence.BasisPoints > best.Rule.Confidence.BasisPoints ? next : best) with { MaskStart = start, MaskEnd = end };
        }

        matches.Add(best);
    }
}
