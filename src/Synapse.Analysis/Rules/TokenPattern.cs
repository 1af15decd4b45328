namespace Synapse.Analysis.Rules;

internal enum NodeKind
{
    /// <summary>A token with this very text.</summary>
    Exact,
    /// <summary>Any string literal.</summary>
    AnyString,
    /// <summary>A string literal with this content.</summary>
    ExactString,
    /// <summary>A name out of a list.</summary>
    OneOf,
    /// <summary>A name that matches a regular expression.</summary>
    NameRegex,
    /// <summary>A metavariable: one expression.</summary>
    Meta,
    /// <summary>Anything, brackets balanced, also nothing.</summary>
    Ellipsis,
}

internal sealed record PatternNode(NodeKind Kind, string Text, int Hash, string[] Options, LinearRegex? Regex, ExpressionKind Expression)
{
    /// <summary>True where one look at one token decides.</summary>
    public bool IsLiteral => Kind is not (NodeKind.Meta or NodeKind.Ellipsis);

    /// <summary>True for a word, or one of several: rarer in a text than punctuation.</summary>
    public bool IsWord => Kind == NodeKind.OneOf || (Kind == NodeKind.Exact && (char.IsLetter(Text[0]) || Text[0] is '_' or '@'));
}

/// <summary>
/// A pattern over tokens, in the manner of Semgrep: names and punctuation stand for themselves, <c>$X</c> for an expression,
/// <c>$X:kind</c> for an expression of a kind, <c>...</c> for anything inside the same brackets, <c>"..."</c> for any string,
/// <c>&lt;a|b&gt;</c> for one of several names and <c>&lt;~regex&gt;</c> for a name by regular expression.
/// </summary>
/// <param name="Source">As written in the pack.</param>
/// <param name="Anchor">Index of the first node that is not a metavariable; matching starts there.</param>
internal sealed record TokenPattern(string Source, IReadOnlyList<PatternNode> Nodes, int Anchor)
{
    /// <summary>An ellipsis that also passes the end of a statement, up to the end of the block.</summary>
    public const string AcrossStatements = "....";

    /// <summary>
    /// Index of the node that matching is tried at: the first word of those that follow the anchor at a fixed distance, since
    /// <c>$X.name(</c> is met less often than a point.
    /// </summary>
    public int Pivot { get; } = PivotOf(Nodes, Anchor);

    /// <summary>The words of which one must stand in a text for the pattern to match; empty when it has none.</summary>
    public IReadOnlyList<string> RequiredWords()
    {
        IReadOnlyList<string> best = [];
        foreach (var node in Nodes)
        {
            IReadOnlyList<string> words = node.Kind switch
            {
                NodeKind.Exact when node.IsWord => [node.Text],
                NodeKind.OneOf => node.Options,
                NodeKind.ExactString when node.Text.Length > 3 => [node.Text],
                _ => [],
            };
            if (words.Count > 0 && (best.Count == 0 || words.Min(w => w.Length) > best.Min(w => w.Length)))
            {
                best = words;
            }
        }

        return best;
    }

    private static int PivotOf(IReadOnlyList<PatternNode> nodes, int anchor)
    {
        for (var i = anchor; i < nodes.Count && nodes[i].Kind is NodeKind.Exact or NodeKind.OneOf or NodeKind.NameRegex; i++)
        {
            if (nodes[i].IsWord)
            {
                return i;
            }
        }

        return anchor;
    }
}
