using Synapse.Analysis.Lexing;

namespace Synapse.Analysis.Structure;

/// <summary>Scopes of languages where indentation makes the block.</summary>
internal static class IndentationScopes
{
    public static IReadOnlyList<Scope> Read(TokenSource source)
    {
        var scopes = new List<Scope>();
        var open = new Stack<(int Column, ScopeKind Kind, string Name, int Header, int First, int Parameters)>();
        var lastLine = -1;
        for (var i = 0; i < source.Tokens.Count; i++)
        {
            var token = source.Tokens[i];
            if (token.Kind == TokenKind.Barrier)
            {
                CloseFrom(open, -1, i - 1, scopes);
                lastLine = -1;
                continue;
            }

            if (token.Line != lastLine)
            {
                lastLine = token.Line;
                var column = Column(source.Text, token.Start);
                CloseFrom(open, column, i - 1, scopes);
                Header(source, i, column, open);
            }

            if (source.Tokens.MatchOf(i) > i)
            {
                Comprehensions(source, i, scopes);
                i = Skip(source, i, ref lastLine);
            }
        }

        CloseFrom(open, -1, source.Tokens.Count - 1, scopes);
        return scopes;
    }

    /// <summary>Inside brackets lines have no indentation of their own.</summary>
    private static int Skip(TokenSource source, int i, ref int lastLine)
    {
        var match = source.Tokens.MatchOf(i);
        lastLine = source.Tokens[match].Line;
        return match;
    }

    private static void CloseFrom(Stack<(int Column, ScopeKind Kind, string Name, int Header, int First, int Parameters)> open, int column, int last, List<Scope> scopes)
    {
        while (open.TryPeek(out var top) && top.Column >= column)
        {
            open.Pop();
            if (last >= top.First)
            {
                scopes.Add(new Scope(top.Kind, top.Name, top.Header, top.First, last, top.Parameters));
            }
        }
    }

    private static void Header(TokenSource source, int i, int column, Stack<(int, ScopeKind, string, int, int, int)> open)
    {
        var at = source.Is(i, "async") ? i + 1 : i;
        if (!source.IsName(at))
        {
            return;
        }

        ScopeKind? kind = source.IsFunctionWord(at) ? ScopeKind.Function
            : source.IsLoopWord(at) ? ScopeKind.Loop
            : source.TextOf(at) is "if" or "elif" or "else" or "try" or "except" or "finally" or "with" or "match" or "case" ? ScopeKind.Branch
            : source.TextOf(at) is "class" ? ScopeKind.Block
            : null;
        if (kind is null)
        {
            return;
        }

        var colon = ColonAfter(source, at);
        if (colon < 0)
        {
            return;
        }

        var name = kind is ScopeKind.Function or ScopeKind.Block && source.IsName(at + 1) ? source.TextOf(at + 1).ToString() : source.TextOf(at).ToString();
        var parameters = kind == ScopeKind.Function && source.Is(at + 2, "(") ? source.CountParameters(at + 2) : 0;
        open.Push((column, kind.Value, name, at, colon + 1, parameters));
    }

    private static int ColonAfter(TokenSource source, int from)
    {
        for (var k = from + 1; k < source.Tokens.Count && source.Tokens[k].Kind != TokenKind.Barrier; k++)
        {
            if (source.Is(k, ":"))
            {
                return k;
            }

            k = source.Tokens.MatchOf(k) is > 0 and var match && match > k ? match : k;
            if (k + 1 < source.Tokens.Count && source.Tokens[k + 1].Line > source.Tokens[k].Line && !source.Is(k, "\\"))
            {
                return source.Is(k + 1, ":") ? k + 1 : -1;
            }
        }

        return -1;
    }

    private static void Comprehensions(TokenSource source, int open, List<Scope> scopes)
    {
        var close = source.Tokens.MatchOf(open);
        for (var k = open + 1; k < close; k++)
        {
            if (source.Is(k, "for") && source.IsName(k))
            {
                var end = k;
                while (end < close && !source.Is(end, "in"))
                {
                    end++;
                }

                scopes.Add(new Scope(ScopeKind.Loop, "for", k, open, end));
                return;
            }

            k = source.Tokens.MatchOf(k) > k ? source.Tokens.MatchOf(k) : k;
        }
    }

    private static int Column(string text, int offset)
    {
        var start = offset == 0 ? 0 : text.LastIndexOf('\n', offset - 1) + 1;
        var column = 0;
        for (var i = start; i < offset; i++)
        {
            column = text[i] == '\t' ? (column / 8 * 8) + 8 : column + 1;
        }

        return column;
    }
}
