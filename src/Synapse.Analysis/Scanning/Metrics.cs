using Synapse.Analysis.Lexing;
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
        MetricName.CyclomaticComplexity => Complexity(structure.Source, scope),
        MetricName.Nesting => Nesting(structure, scope),
        MetricName.FunctionLines => last - first + 1,
        MetricName.Parameters => scope.Parameters,
        MetricName.HotFunctionChanged => options.HotFunctions.Contains(scope.Name) ? 1 : 0,
        _ => 0,
    };

    private static int Complexity(TokenSource source, Scope scope)
    {
        var count = 1;
        for (var i = scope.First; i <= scope.Last; i++)
        {
            var token = source.Tokens[i];
            if (token.Kind is not (TokenKind.Name or TokenKind.Punctuation) || source.Is(i - 1, "."))
            {
                continue;
            }

            var text = source.TextOf(i);
            foreach (var word in source.Language.BranchWords)
            {
                if (text.SequenceEqual(word) && (word != "?" || IsConditional(source, token)))
                {
                    count++;
                    break;
                }
            }
        }

        return count;
    }

    /// <summary>A question mark with spaces around it chooses; without, it marks a nullable type.</summary>
    private static bool IsConditional(TokenSource source, Token token) =>
        token.Start > 0 && char.IsWhiteSpace(source.Text[token.Start - 1]) && token.End < source.Text.Length && char.IsWhiteSpace(source.Text[token.End]);

    private static int Nesting(TextStructure structure, Scope function)
    {
        var ends = new Stack<int>();
        var deepest = 0;
        foreach (var scope in structure.Scopes
            .Where(s => s.Kind is ScopeKind.Loop or ScopeKind.Branch && s.First >= function.First && s.Last <= function.Last)
            .OrderBy(s => s.First))
        {
            while (ends.TryPeek(out var end) && end < scope.First)
            {
                ends.Pop();
            }

            ends.Push(scope.Last);
            deepest = Math.Max(deepest, ends.Count);
        }

        return deepest;
    }
}
