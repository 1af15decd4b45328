using System.Collections.Frozen;
using System.Globalization;
using Synapse.Core.Findings;

namespace Synapse.Analysis.Rules;

/// <summary>
/// How sure a finding is: the author's estimate for the rule, corrected by how often its findings were seen to be right
/// (<c>infra/quality/observe.py</c>): first by those in other contexts, then by those in the same one. Each time the estimate counts as
/// <see cref="Weight"/> findings (the mean of a beta-binomial posterior), so that little data changes little.
/// </summary>
internal static class ObservedPrecision
{
    /// <summary>The value is shown to come from outside.</summary>
    public const string Proven = "proven";

    /// <summary>A composed text of which nothing shows that its parts come from outside.</summary>
    public const string Unproven = "unproven";

    public const string Other = "-";

    private const double Weight = 10;

    private static readonly Lazy<FrozenDictionary<(string Rule, string Context), (double Right, double Wrong)>> Observed = new(Read);

    private static readonly string[] Contexts = [Other, Proven, Unproven];

    public static IEnumerable<string> Rules => Observed.Value.Keys.Select(k => k.Rule).Distinct();

    public static Confidence Of(Rule rule, string context)
    {
        var estimate = (double)rule.Confidence.BasisPoints / Confidence.MaxBasisPoints;
        var (right, wrong) = (0.0, 0.0);
        foreach (var other in Contexts.Where(c => c != context))
        {
            var (r, w) = Observed.Value.GetValueOrDefault((rule.Id, other));
            (right, wrong) = (right + r, wrong + w);
        }

        var (rightHere, wrongHere) = Observed.Value.GetValueOrDefault((rule.Id, context));
        return right + wrong + rightHere + wrongHere > 0
            ? new Confidence((int)Math.Round(Corrected(Corrected(estimate, right, wrong), rightHere, wrongHere) * Confidence.MaxBasisPoints))
            : rule.Confidence;
    }

    private static double Corrected(double estimate, double right, double wrong) => ((estimate * Weight) + right) / (Weight + right + wrong);

    private static FrozenDictionary<(string Rule, string Context), (double Right, double Wrong)> Read()
    {
        using var reader = new StreamReader(typeof(ObservedPrecision).Assembly.GetManifestResourceStream("observed.tsv")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] != '#').Select(l => l.TrimEnd('\r').Split('\t'))
            .ToFrozenDictionary(f => (f[0], f[1]), f => (double.Parse(f[2], CultureInfo.InvariantCulture), double.Parse(f[3], CultureInfo.InvariantCulture)));
    }
}
