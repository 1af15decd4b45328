using Synapse.Analysis.Rules;
using Synapse.Analysis.Structure;

namespace Synapse.Analysis.Scanning;

/// <summary>
/// Measures functions. Cyclomatic complexity is one plus the branching words and operators of the body (McCabe 1976); nesting is
/// the greatest number of loops and branches around a token of the function.
/// </summary>
internal static class Metrics
{
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
            var changed = text.FirstCounting(first, last);
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
