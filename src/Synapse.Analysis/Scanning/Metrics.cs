using Synapse.Analysis.Rules;
using Synapse.Analysis.Structure;

namespace Synapse.Analysis.Scanning;

/// <summary>
/// Measures functions. Cyclomatic complexity is one plus the branching words and operators of the body (McCabe 1976); nesting is
/// the greatest number of loops and branches around a token of the function.
/// </summary>
internal static class Metrics
{
    /// <summary>Fewer new lines than this share of the limit do not make a function long: 10 of 120.</summary>
    private const int LongerBy = 12;

    public static IEnumerable<RawMatch> Measure(ReviewedText text, TextStructure structure, MetricMatch metric, ScanOptions options)
    {
        var limit = options.Limits.GetValueOrDefault(metric.Option, metric.Limit);
        foreach (var scope in structure.Scopes)
        {
            if (scope.Kind != ScopeKind.Function || scope.Name.Length == 0 || (!text.IsWholeFile && scope.Last + 1 >= structure.Tokens.Count))
            {
                continue;
            }

            var first = structure.Tokens[scope.Header].Line;
            var last = structure.Tokens[scope.Last].Line;
            var changed = Worsened(text, structure, scope, metric.Metric, limit, first, last);
            if (changed < 0)
            {
                continue;
            }

            var value = Value(structure, scope, metric.Metric, first, last, options);
            if (value > limit)
            {
                var line = text.Counts(first) ? first : changed;
                var (start, length) = text.Extent(line);
                yield return new RawMatch(null!, start, start + Math.Max(1, length), Function: scope.Name, Value: value, Limit: limit);
            }
        }
    }

    /// <summary>
    /// The first line by which the change may have made the measure worse, or -1: who only touches a complex function is not told
    /// again that it is complex.
    /// </summary>
    private static int Worsened(ReviewedText text, TextStructure structure, Scope scope, MetricName metric, int limit, int first, int last)
    {
        switch (metric)
        {
            case MetricName.CyclomaticComplexity or MetricName.Nesting:
                for (var i = scope.First; i <= scope.Last; i++)
                {
                    if (text.Counts(structure.Tokens[i].Line) && structure.Source.IsBranch(i))
                    {
                        return structure.Tokens[i].Line;
                    }
                }

                return -1;
            case MetricName.FunctionLines:
                var enough = Math.Max(1, limit / LongerBy);
                var added = Enumerable.Range(first, last - first + 1).Where(text.Counts).Take(enough).ToList();
                return added.Count == enough ? added[0] : -1;
            case MetricName.Parameters:
                return text.FirstCounting(first, structure.Tokens[scope.First].Line);
            default:
                return text.FirstCounting(first, last);
        }
    }

    /// <summary>
    /// Drops what is said of functions that measure no worse than before. The lines alone do not tell: a condition that was
    /// rewritten is an added one too.
    /// </summary>
    /// <param name="old">The old file, read only when there is something to compare; null where it is not at hand.</param>
    public static void DropNotWorse(List<RawMatch> matches, Func<TextStructure?> old)
    {
        var before = new Lazy<TextStructure?>(old);
        matches.RemoveAll(match =>
            MetricOf(match) is { } metric && before.Value is { } structure && Greatest(structure, metric, match.Function) >= match.Value);
    }

    /// <summary>A function with many paths is mostly long and nested too: it is told once, by the paths.</summary>
    public static bool IsToldByPaths(RawMatch match, IEnumerable<RawMatch> all) =>
        MetricOf(match) is MetricName.FunctionLines or MetricName.Nesting && all.Any(m => MetricOf(m) == MetricName.CyclomaticComplexity && m.Function == match.Function);

    private static MetricName? MetricOf(RawMatch match) => match.Limit == 0 ? null : match.Rule.Matches.OfType<MetricMatch>().FirstOrDefault()?.Metric;

    private static int Greatest(TextStructure structure, MetricName metric, string function) => structure.Scopes
        .Where(s => s.Kind == ScopeKind.Function && s.Name == function)
        .Select(s => Value(structure, s, metric, structure.Tokens[s.Header].Line, structure.Tokens[s.Last].Line, ScanOptions.Default))
        .DefaultIfEmpty(0).Max();

    private static int Value(TextStructure structure, Scope scope, MetricName metric, int first, int last, ScanOptions options) => metric switch
    {
        MetricName.CyclomaticComplexity => 1 + structure.ScopeIndex.BranchesIn(scope),
        MetricName.Nesting => structure.ScopeIndex.NestingOf(scope),
        MetricName.FunctionLines => last - first + 1,
        MetricName.Parameters => scope.Parameters,
        MetricName.HotFunctionChanged => options.HotFunctions.Contains(scope.Name) ? 1 : 0,
        _ => 0,
    };
}
