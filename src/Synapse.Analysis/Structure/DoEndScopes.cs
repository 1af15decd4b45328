using Synapse.Analysis.Lexing;

namespace Synapse.Analysis.Structure;

/// <summary>Scopes of languages with <c>do ... end</c>.</summary>
internal static class DoEndScopes
{
    public static IReadOnlyList<Scope> Read(TokenSource source)
    {
        var scopes = new List<Scope>();
        var open = new Stack<(ScopeKind Kind, string Name, int Header, int First, int Parameters)>();
        var lineStart = 0;
        var oneLiner = -1;
        for (var i = 0; i < source.Tokens.Count; i++)
        {
            if (i > 0 && source.Tokens[i].Line > source.Tokens[i - 1].Line && !IsContinued(source, i))
            {
                if (oneLiner >= 0 && Indentation(source, i) <= Indentation(source, oneLiner))
                {
                    scopes.Add(OneLiner(source, oneLiner, i - 1));
                    oneLiner = -1;
                }

                lineStart = i;
            }

            if (source.Tokens[i].Kind == TokenKind.Barrier)
            {
                CloseAll(open, i - 1, scopes);
            }
            else if (source.IsLoopCall(i) && source.Tokens.MatchOf(i + 1) is > 0 and var close)
            {
                scopes.Add(new Scope(ScopeKind.Loop, source.TextOf(i).ToString(), i, i + 1, close));
            }
            else if (source.Is(i, "do") && !source.IsKey(i) && !source.IsSymbol(i))
            {
                open.Push(HeaderOf(source, lineStart, i));
            }
            else if (source.Is(i, "do") && source.IsKey(i) && source.IsFunctionWord(lineStart))
            {
                oneLiner = lineStart;
            }
            else if (source.Is(i, "fn"))
            {
                open.Push((ScopeKind.Function, "", i, i + 1, 0));
            }
            else if (source.Is(i, "end") && !source.IsKey(i) && !source.IsSymbol(i) && open.TryPop(out var top))
            {
                scopes.Add(new Scope(top.Kind, top.Name, top.Header, top.First, i, top.Parameters));
            }
        }

        CloseAll(open, source.Tokens.Count - 1, scopes);
        if (oneLiner >= 0)
        {
            scopes.Add(OneLiner(source, oneLiner, source.Tokens.Count - 1));
        }

        return scopes;
    }

    /// <summary>A function without a block: <c>def twice(x), do: 2 * x</c>.</summary>
    private static Scope OneLiner(TokenSource source, int header, int last) =>
        new(ScopeKind.Function, source.IsName(header + 1) ? source.TextOf(header + 1).ToString() : "", header, header + 1, last, source.Is(header + 2, "(") ? source.CountParameters(header + 2) : 0);

    /// <summary>White space before the first word of a line.</summary>
    private static int Indentation(TokenSource source, int first)
    {
        var start = source.Tokens[first].Start;
        var before = start;
        while (before > 0 && source.Text[before - 1] is ' ' or '\t')
        {
            before--;
        }

        return start - before;
    }

    private static bool IsContinued(TokenSource source, int i) =>
        source.Is(i - 1, ",") || source.Is(i, "|>") || source.Is(i - 1, "|>") || source.Is(i, "when") || source.Is(i, "do");

    private static (ScopeKind, string, int, int, int) HeaderOf(TokenSource source, int lineStart, int doIndex)
    {
        for (var k = lineStart; k < doIndex; k++)
        {
            if (!source.IsName(k))
            {
                continue;
            }

            var parameters = source.Is(k + 2, "(") ? source.CountParameters(k + 2) : 0;
            if (source.IsFunctionWord(k))
            {
                return (ScopeKind.Function, source.IsName(k + 1) ? source.TextOf(k + 1).ToString() : "", k, doIndex + 1, parameters);
            }

            if (source.IsLoopWord(k) && !source.Is(k - 1, "."))
            {
                return (ScopeKind.Loop, "for", k, doIndex + 1, 0);
            }

            if (source.TextOf(k) is "if" or "unless" or "case" or "cond" or "with" or "try" or "receive")
            {
                return (ScopeKind.Branch, source.TextOf(k).ToString(), k, doIndex + 1, 0);
            }
        }

        return (ScopeKind.Block, "", lineStart, doIndex + 1, 0);
    }

    private static void CloseAll(Stack<(ScopeKind Kind, string Name, int Header, int First, int Parameters)> open, int last, List<Scope> scopes)
    {
        while (open.TryPop(out var top))
        {
            if (last >= top.First)
            {
                scopes.Add(new Scope(top.Kind, top.Name, top.Header, top.First, last, top.Parameters));
            }
        }
    }
}
