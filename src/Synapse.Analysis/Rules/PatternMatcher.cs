using Synapse.Analysis.Backtracking;
using Synapse.Analysis.Flow;
using Synapse.Analysis.Languages;
using Synapse.Analysis.Lexing;
using Synapse.Analysis.Structure;

namespace Synapse.Analysis.Rules;

/// <summary>
/// Matches one token pattern against one lexed text. Backtracking is bounded by a budget of steps per text; when it is spent
/// the matcher stops and <see cref="Exhausted"/> says so, so that the coverage ledger can.
/// </summary>
internal sealed partial class PatternMatcher(TokenSource source, Expressions expressions, PatternMatch match, IReadOnlyList<LinearRegex> inputs, int patience)
{
    /// <summary>Steps per text: a multiple of its size, so that the whole stays linear.</summary>
    private const int StepsPerToken = 64;

    /// <summary>What it costs to ask where a value comes from or what is in it.</summary>
    private const int StepsPerQuestion = 16;

    /// <summary>Characters of an expression that a regular expression reads for the price of a step.</summary>
    private const int CharactersPerStep = 4;

    private const int MaxExpressionTokens = 400;

    /// <summary>Tokens behind a bracket that is never closed: a hunk may end before it is.</summary>
    private const int MaxOpenTokens = 100;

    /// <summary>So many tokens that an expression is stretched by are one step: a look at a token costs little.</summary>
    private const int WalkedPerStep = 8;

    /// <summary>Places of one pattern in one text after which the conditions of the place are asked before the pattern is tried there.</summary>
    private const int ManyPlaces = 1_000;

    private readonly IReadOnlyList<PatternNode> _nodes = match.Pattern.Nodes;
    private readonly List<(string Name, TokenRange Range)> _bound = [];
    private long _steps = (((long)source.Tokens.Count * StepsPerToken) + 10_000) * patience;
    private int _walked;

    public bool Exhausted => _steps <= 0;

    /// <summary>The outside value in the match at hand, where there is one.</summary>
    public Taint? Origin { get; private set; }

    /// <summary>The composed text of the match at hand, with its open parts marked; null where it is not known.</summary>
    public string? Shape { get; private set; }

    /// <summary>Calls <paramref name="found"/> for every match with its first literal token and its last token, until it says false.</summary>
    /// <param name="allows">Whether a match may start at a token; matches are not asked for where many places are, and it says no.</param>
    public void Run(Func<int, bool> allows, Func<TokenRange, bool> found)
    {
        var places = 0;
        var (anchor, pivot) = (match.Pattern.Anchor, match.Pattern.Pivot);
        foreach (var position in Candidates(_nodes[pivot]))
        {
            if (Exhausted)
            {
                return;
            }

            var i = position - (pivot - anchor);
            if (i < 0 || !StandsAt(i, anchor, pivot) || (++places > ManyPlaces && !allows(i)))
            {
                continue;
            }

            _bound.Clear();
            (Origin, Shape) = (null, null);
            if (anchor == 1 && !BindReceiver(i))
            {
                continue;
            }

            var end = Match(anchor, i);
            if (end >= 0 && !found(new TokenRange(i, Math.Max(i, end - 1))))
            {
                return;
            }
        }
    }

    /// <summary>True where the literal nodes from the anchor to the pivot stand at the token and after it.</summary>
    private bool StandsAt(int token, int anchor, int pivot)
    {
        for (var node = anchor; node <= pivot; node++, token++)
        {
            if (!Matches(_nodes[node], token))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The tokens that can be the node, in order; a point also stands for its safe forms.</summary>
    private IEnumerable<int> Candidates(PatternNode node) => node.Kind switch
    {
        NodeKind.Exact when node.Text != "." => source.PositionsOf(node.Hash),
        NodeKind.Exact => PositionsOf([".", "?.", "!.", "&."]),
        NodeKind.OneOf => PositionsOf(node.Options),
        _ => Enumerable.Range(0, source.Tokens.Count),
    };

    private IEnumerable<int> PositionsOf(string[] texts) => texts.Distinct().SelectMany(text => source.PositionsOf(TokenList.HashOf(text))).Order();

    /// <summary>A pattern that starts with a metavariable takes the expression that ends right before its anchor.</summary>
    private bool BindReceiver(int anchor)
    {
        var first = anchor;
        while (first > 0 && anchor - first < MaxExpressionTokens)
        {
            var previous = first - 1;
            var kind = source.Tokens[previous].Kind;
            var open = source.Tokens.MatchOf(previous);
            if (open >= 0 && open < previous && !source.Is(previous, "}") && (first == anchor || source.Tokens[first].Kind != TokenKind.Name))
            {
                first = open;
            }
            else if (kind is TokenKind.Name or TokenKind.String or TokenKind.Number or TokenKind.Regex && (first == anchor || source.Tokens[first].Kind != TokenKind.Name))
            {
                first = previous;
            }
            else if ((first < anchor && (source.TextOf(previous) is "." or "?." or "!." or "&." or "::" || (source.Is(previous, "->") && source.Language.Id is "c" or "cpp" or "php"))) || (source.Is(previous, "!") && (source.Is(first, ".") || source.Is(first, "["))))
            {
                first = previous;
            }
            else
            {
                break;
            }
        }

        return first < anchor && Bind(_nodes[0], new TokenRange(first, anchor - 1));
    }

    /// <summary>Returns the index after the match of the nodes from <paramref name="node"/> on, or -1.</summary>
    private int Match(int node, int token)
    {
        if (--_steps <= 0)
        {
            return -1;
        }

        if (node == _nodes.Count)
        {
            return token;
        }

        var current = _nodes[node];
        if (current.Kind is NodeKind.Meta)
        {
            return MatchMeta(node, token);
        }

        if (current.Kind is NodeKind.Ellipsis)
        {
            return MatchEllipsis(node, token);
        }

        return token < source.Tokens.Count && Matches(current, token) ? Match(node + 1, Unqualified(node, token + Width(token))) : -1;
    }

    /// <summary>After <c>new</c> a type may stand with its package: <c>new File</c> is <c>new java.io.File</c>.</summary>
    private int Unqualified(int node, int token)
    {
        if (_nodes[node] is { Kind: NodeKind.Exact, Text: "new" } && node + 1 < _nodes.Count && _nodes[node + 1].Kind is NodeKind.Exact or NodeKind.OneOf or NodeKind.NameRegex)
        {
            while (source.IsName(token) && source.Is(token + 1, ".") && source.IsName(token + 2) && !Matches(_nodes[node + 1], token))
            {
                token += 2;
            }
        }

        return token;
    }

    /// <summary>A template without holes is one token already; a string with holes counts as one for <c>"..."</c>.</summary>
    private int Width(int token) => source.Tokens[token].Kind == TokenKind.TemplateOpen && source.Tokens.MatchOf(token) > token
        ? source.Tokens.MatchOf(token) - token + 1
        : 1;

    /// <summary>Before an ellipsis a metavariable takes the whole expression, else the shortest with which the rest matches.</summary>
    private int MatchMeta(int node, int token)
    {
        if (_nodes[node].Expression == ExpressionKind.Block)
        {
            return MatchBlock(node, token);
        }

        var last = node + 1 == _nodes.Count;
        var whole = !last && _nodes[node + 1].Kind == NodeKind.Ellipsis;
        if (Earlier(_nodes[node].Text) is { } earlier)
        {
            return MatchAgain(node, token, earlier, toTheEnd: last || whole);
        }

        var end = token;
        var limit = Math.Min(source.Tokens.Count, token + MaxExpressionTokens);
        var best = -1;
        bool? inside = null;
        if (!last && !whole && _nodes[node].Expression is ExpressionKind.Name or ExpressionKind.String or ExpressionKind.Number)
        {
            limit = Math.Min(limit, token + 1);
        }

        // A colon ends the head of a statement; what may come behind a second one is another.
        var isHead = source.Language.Blocks == BlockStyle.Indentation && !last && _nodes[node + 1] is { Kind: NodeKind.Exact, Text: ":" };
        var isCondition = source.Language.BareConditions && token > 0 && source.TextOf(token - 1) is "if" or "while" or "for" or "switch" or "match";
        while (end < limit && !EndsExpression(end, end > token, commaEnds: true, ref inside) && !(isCondition && source.Is(end, "{")))
        {
            end = Walk(end);
            if (!last && !CanBe(_nodes[node + 1], end))
            {
                continue;
            }

            if (last || (whole && end < limit && !EndsExpression(end, started: true, commaEnds: true, ref inside)))
            {
                best = end;
                continue;
            }

            var mark = _bound.Count;
            if (Bind(_nodes[node], new TokenRange(token, end - 1)))
            {
                var result = Match(node + 1, end);
                if (result >= 0)
                {
                    return result;
                }

                _bound.RemoveRange(mark, _bound.Count - mark);
            }

            if (Exhausted || (isHead && source.Is(end, ":")))
            {
                return -1;
            }
        }

        return last && best > token && Bind(_nodes[node], new TokenRange(token, best - 1)) ? best : -1;
    }

    /// <summary>A metavariable that stands for something already must be the same text here, so its end is known.</summary>
    private int MatchAgain(int node, int token, TokenRange earlier, bool toTheEnd)
    {
        bool? inside = null;
        var end = token + (earlier.Last - earlier.First) + 1;
        return end <= source.Tokens.Count && SameText(earlier, new TokenRange(token, end - 1)) && (!toTheEnd || end == source.Tokens.Count || EndsExpression(end, started: true, commaEnds: true, ref inside))
            ? Match(node + 1, end)
            : -1;
    }

    private int MatchBlock(int node, int token)
    {
        var close = source.Is(token, "{") ? source.Tokens.MatchOf(token) : -1;
        var mark = _bound.Count;
        var result = close > token && Bind(_nodes[node], new TokenRange(token, close)) ? Match(node + 1, close + 1) : -1;
        if (result < 0)
        {
            _bound.RemoveRange(mark, _bound.Count - mark);
        }

        return result;
    }

    private int MatchEllipsis(int node, int token)
    {
        if (node + 1 == _nodes.Count)
        {
            return token;
        }

        var end = token;
        var isOpen = token > 0 && source.TextOf(token - 1) is "{" or "(" or "[" && source.Tokens.MatchOf(token - 1) < 0;
        var limit = Math.Min(source.Tokens.Count, token + (isOpen ? MaxOpenTokens : 4 * MaxExpressionTokens));

        bool? inside = null;
        var across = _nodes[node].Text == TokenPattern.AcrossStatements;
        while (true)
        {
            var result = CanBe(_nodes[node + 1], end) ? Match(node + 1, end) : -1;
            if (result >= 0 || Exhausted || end >= limit || (across ? EndsBlock(end) : EndsExpression(end, end > token, commaEnds: false, ref inside)))
            {
                return result;
            }

            end = Walk(end);
        }
    }

    /// <summary>What one look at the token tells: cheaper than to try the rest of the pattern there.</summary>
    private bool CanBe(PatternNode node, int token) =>
        node.IsLiteral ? token < source.Tokens.Count && Matches(node, token) : node.Expression != ExpressionKind.Block || source.Is(token, "{");

    private int Walk(int token)
    {
        if (++_walked % WalkedPerStep == 0)
        {
            _steps--;
        }

        return Step(token);
    }

    private int Step(int token) => source.Tokens.MatchOf(token) is var match && match > token ? match + 1 : token + 1;

    private bool EndsBlock(int token) =>
        source.Tokens[token].Kind is TokenKind.Barrier or TokenKind.HoleClose or TokenKind.TemplateClose || source.TextOf(token) is ")" or "]" or "}";

    /// <param name="inside">Whether brackets stand around the expression, once it was asked: the same for each of its tokens.</param>
    private bool EndsExpression(int token, bool started, bool commaEnds, ref bool? inside)
    {
        var kind = source.Tokens[token].Kind;
        if (kind is TokenKind.Barrier or TokenKind.HoleClose or TokenKind.TemplateClose)
        {
            return true;
        }

        if (kind == TokenKind.Punctuation)
        {
            var text = source.TextOf(token);
            if (text is ")" or "]" or "}" or ";" or "?>" || (commaEnds && text is ","))
            {
                return true;
            }

            if (text is "{" && source.Tokens.MatchOf(token) < 0)
            {
                return true;
            }
        }

        return started && source.Language.NewlineEndsStatement && source.Tokens[token].Line > source.Tokens[token - 1].Line &&
            !(inside ??= InsideBrackets(token)) && !source.ContinuesLine(token);
    }

    /// <summary>Inside parentheses and square brackets a new line means nothing.</summary>
    private bool InsideBrackets(int token)
    {
        for (var i = token - 1; i >= 0 && token - i < MaxExpressionTokens; i--)
        {
            var match = source.Tokens.MatchOf(i);
            if (match >= 0 && match < i)
            {
                i = match;
            }
            else if (match > token)
            {
                return !source.Is(i, "{");
            }
        }

        return false;
    }

    private bool Matches(PatternNode node, int index)
    {
        var token = source.Tokens[index];
        switch (node.Kind)
        {
            case NodeKind.Exact:
                return token.Hash == node.Hash
                    ? token.Kind is TokenKind.Name or TokenKind.Punctuation or TokenKind.Number && source.TextOf(index).SequenceEqual(node.Text)
                    : node.Text == "." && token.Length == 2 && source.TextOf(index) is "?." or "!." or "&.";
            case NodeKind.AnyString:
                return token.Kind is TokenKind.String or TokenKind.TemplateOpen;
            case NodeKind.ExactString:
                return token.Kind == TokenKind.String && LiteralText.Span(source.TextOf(index)).SequenceEqual(node.Text);
            case NodeKind.OneOf:
                return token.Kind == TokenKind.Name && OneOf(node.Options, source.TextOf(index));
            case NodeKind.NameRegex:
                return token.Kind == TokenKind.Name && node.Regex!.IsMatch(source.TextOf(index));
            default:
                return false;
        }
    }

    private static bool OneOf(string[] options, ReadOnlySpan<char> text)
    {
        foreach (var option in options)
        {
            if (text.SequenceEqual(option))
            {
                return true;
            }
        }

        return false;
    }
}
