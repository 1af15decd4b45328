using Synapse.Analysis.Lexing;

namespace Synapse.Analysis.Structure;

/// <summary>Scopes of Ruby, where <c>def</c>, <c>if</c>, <c>do</c> and others open what <c>end</c> closes.</summary>
internal static class EndScopes
{
    public static IReadOnlyList<Scope> Read(TokenSource source)
    {
        var scopes = new List<Scope>();
        var open = new Stack<Scope>();
        var loopDo = -1;
        for (var i = 0; i < source.Tokens.Count; i++)
        {
            if (source.Tokens[i].Kind == TokenKind.Barrier)
            {
                CloseAll(open, i - 1, scopes);
            }
            else if (source.Is(i, "{") && IsLoopBlock(source, i) is { } call && source.Tokens.MatchOf(i) > i)
            {
                scopes.Add(new Scope(ScopeKind.Loop, source.TextOf(call).ToString(), call, i + 1, source.Tokens.MatchOf(i)));
            }
            else if (!source.IsName(i) || source.Is(i - 1, ".") || source.Is(i - 1, "&.") || source.IsSymbol(i) || source.IsKey(i))
            {
                // A method called end, a symbol :if, a key do: are no keywords.
            }
            else if (source.Is(i, "do"))
            {
                // The do of "while x do" belongs to the while, which has the one end.
                if (loopDo == source.Tokens[i].Line)
                {
                    loopDo = -1;
                    continue;
                }

                var loop = IsLoopBlock(source, i);
                open.Push(new Scope(loop is null ? ScopeKind.Block : ScopeKind.Loop, loop is null ? "" : source.TextOf(loop.Value).ToString(), i, i + 1, i));
            }
            else if (source.Is(i, "end"))
            {
                if (open.TryPop(out var top))
                {
                    scopes.Add(top with { Last = i });
                }
            }
            else if (Opened(source, i) is { } scope)
            {
                open.Push(scope);
                loopDo = source.TextOf(i) is "while" or "until" or "for" ? source.Tokens[i].Line : loopDo;
            }
        }

        CloseAll(open, source.Tokens.Count - 1, scopes);
        return scopes;
    }

    private static Scope? Opened(TokenSource source, int i)
    {
        if (source.IsFunctionWord(i))
        {
            return Function(source, i);
        }

        if (source.Is(i, "class") || source.Is(i, "module"))
        {
            return new Scope(ScopeKind.Block, "", i, i + 1, i);
        }

        if (source.TextOf(i) is "case" or "begin" || (source.TextOf(i) is "if" or "unless" && StartsStatement(source, i)))
        {
            return new Scope(ScopeKind.Branch, source.TextOf(i).ToString(), i, i + 1, i);
        }

        return source.TextOf(i) is "while" or "until" or "for" && StartsStatement(source, i)
            ? new Scope(ScopeKind.Loop, source.TextOf(i).ToString(), i, i + 1, i)
            : null;
    }

    private static Scope? Function(TokenSource source, int i)
    {
        var name = i + 1;
        while (source.Is(name + 1, "."))
        {
            name += 2;
        }

        var after = source.Is(name + 1, "(") && source.Tokens.MatchOf(name + 1) > 0 ? source.Tokens.MatchOf(name + 1) + 1 : name + 1;
        if (source.Is(after, "=") && source.Tokens[after].Line == source.Tokens[i].Line)
        {
            // def twice(x) = x * 2 has no end.
            return null;
        }

        var parameters = source.Is(name + 1, "(") ? source.CountParameters(name + 1) : Bare(source, name + 1);
        return new Scope(ScopeKind.Function, name < source.Tokens.Count ? source.TextOf(name).ToString() : "", i, after, i, parameters);
    }

    /// <summary>Parameters without parentheses stand on the line of the name.</summary>
    private static int Bare(TokenSource source, int first)
    {
        var count = 0;
        for (var k = first; k < source.Tokens.Count && source.Tokens[k].Line == source.Tokens[first - 1].Line && !source.Is(k, ";"); k++)
        {
            count = count == 0 ? 1 : count + (source.Is(k, ",") ? 1 : 0);
        }

        return count;
    }

    /// <summary>A condition behind a statement belongs to it and has no end; one at the start of a statement or of a value does.</summary>
    private static bool StartsStatement(TokenSource source, int i) =>
        i == 0 || source.Tokens[i - 1].Kind == TokenKind.Barrier || source.Tokens[i].Line > EndLine(source, i - 1) ||
        source.TextOf(i - 1) is "=" or "||=" or "+=" or "<<" or "(" or "[" or "{" or "," or ";" or "=>" or "&&" or "||" or "!" or "|" or "then" or "do" or "else" or "begin" or "ensure";

    private static int EndLine(TokenSource source, int i) =>
        source.Tokens[i].Line + source.TextOf(i).Count('\n');

    /// <summary>The call whose block starts here, where it runs the block once per element.</summary>
    private static int? IsLoopBlock(TokenSource source, int i)
    {
        var before = source.Is(i - 1, ")") && source.Tokens.MatchOf(i - 1) is > 0 and var paren ? paren - 1 : i - 1;
        return source.IsLoopName(before) || source.Is(before, "loop") ? before : null;
    }

    private static void CloseAll(Stack<Scope> open, int last, List<Scope> scopes)
    {
        while (open.TryPop(out var top))
        {
            if (last >= top.First)
            {
                scopes.Add(top with { Last = last });
            }
        }
    }
}
