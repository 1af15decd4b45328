namespace Synapse.Analysis.Lexing;

internal enum TokenKind : byte
{
    Name,
    Number,
    /// <summary>A string without interpolation; the token covers its delimiters.</summary>
    String,
    /// <summary>Opens an interpolated string; its <see cref="Token.Match"/> is the closing token.</summary>
    TemplateOpen,
    TemplateText,
    HoleOpen,
    HoleClose,
    TemplateClose,
    Character,
    Regex,
    Punctuation,
    /// <summary>Stands between two hunks: nothing matches across it.</summary>
    Barrier,
}

/// <summary>One token. Comments are kept apart, so a pattern never sees them.</summary>
/// <param name="Line">0-based index of the line it starts on.</param>
/// <param name="Hash">Hash of the text of names and punctuation, else of the kind.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int Length, int Line, int Hash)
{
    public int End => Start + Length;
}

/// <summary>A comment, delimiters included.</summary>
internal readonly record struct Comment(int Start, int Length, int Line);

/// <summary>The lexed form of one text.</summary>
internal sealed class TokenList(Token[] tokens, int[] matches, Comment[] comments)
{
    public ReadOnlySpan<Token> Tokens => tokens;

    public int Count => tokens.Length;

    public Token this[int index] => tokens[index];

    public ReadOnlySpan<Comment> Comments => comments;

    /// <summary>Index of the bracket (or template end) that belongs to the one at <paramref name="index"/>, or -1.</summary>
    public int MatchOf(int index) => matches[index];

    /// <summary>Index of the last token that starts at or before <paramref name="offset"/>, or -1.</summary>
    public int IndexAt(int offset)
    {
        var (low, high) = (0, tokens.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (tokens[middle].Start <= offset)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return high;
    }

    public bool IsInComment(int offset)
    {
        var (low, high) = (0, comments.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (comments[middle].Start <= offset)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return high >= 0 && offset < comments[high].Start + comments[high].Length;
    }

    public static int HashOf(ReadOnlySpan<char> text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 16777619u;
        }

        return (int)hash;
    }
}
