namespace Synapse.Analysis.Lexing;

/// <summary>Pairs brackets, interpolation holes and template ends; what has no partner gets -1.</summary>
internal static class BracketMatcher
{
    public static int[] Match(string text, Token[] tokens)
    {
        var matches = new int[tokens.Length];
        Array.Fill(matches, -1);
        var open = new Stack<int>();
        for (var i = 0; i < tokens.Length; i++)
        {
            var kind = KindOf(text, tokens[i]);
            if (tokens[i].Kind == TokenKind.Barrier)
            {
                open.Clear();
            }
            else if (kind > 0)
            {
                open.Push(i);
            }
            else if (kind < 0)
            {
                Close(text, tokens, matches, open, i, -kind);
            }
        }

        return matches;
    }

    /// <summary>A stray opener inside a balanced pair is given up; a stray closer is ignored.</summary>
    private static void Close(string text, Token[] tokens, int[] matches, Stack<int> open, int index, int kind)
    {
        const int MaxGivenUp = 8;
        var depth = 0;
        foreach (var candidate in open)
        {
            if (KindOf(text, tokens[candidate]) == kind)
            {
                for (; depth > 0; depth--)
                {
                    open.Pop();
                }

                open.Pop();
                (matches[candidate], matches[index]) = (index, candidate);
                return;
            }

            if (++depth > MaxGivenUp)
            {
                return;
            }
        }
    }

    private static int KindOf(string text, Token token) => token.Kind switch
    {
        TokenKind.TemplateOpen => 4,
        TokenKind.TemplateClose => -4,
        TokenKind.HoleOpen => 5,
        TokenKind.HoleClose => -5,
        TokenKind.Punctuation when token.Length == 1 => text[token.Start] switch
        {
            '(' => 1,
            ')' => -1,
            '[' => 2,
            ']' => -2,
            '{' => 3,
            '}' => -3,
            _ => 0,
        },
        _ => 0,
    };
}
