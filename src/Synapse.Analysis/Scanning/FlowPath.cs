using Synapse.Analysis.Flow;
using Synapse.Analysis.Lexing;
using Synapse.Analysis.Syntax;

namespace Synapse.Analysis.Scanning;

/// <summary>The way of an outside value as places in the text: where it comes in, then what it passes through.</summary>
internal static class FlowPath
{
    public static IReadOnlyList<(int Start, int End)> Of(TokenList tokens, Taint? origin)
    {
        if (origin is null)
        {
            return [];
        }

        var path = new List<(int, int)>();
        for (var step = origin.Path; step is not null; step = step.Before)
        {
            path.Add(Extent(tokens, step.Node));
        }

        path.Add(Extent(tokens, origin.Source));
        path.Reverse();
        return path;
    }

    private static (int Start, int End) Extent(TokenList tokens, Node node) => (tokens[node.First].Start, tokens[node.Last].End);
}
