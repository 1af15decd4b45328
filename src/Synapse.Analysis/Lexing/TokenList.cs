namespace Synapse.Analysis.Lexing;

/// <summary>The lexed form of one text.</summary>
internal sealed class TokenList(Token[] tokens, int[] matches, Comment[] comments)
{
    private int[]? _barriers;

    public ReadOnlySpan<Token> Tokens => tokens;

    public int Count => tokens.Length;

    public Token this[int index] => tokens[index];

    public ReadOnlySpan<Comment> Comments => comments;

    /// <summary>Index of the bracket (or template end) that belongs to the one at <paramref name="index"/>, or -1.</summary>
    public int MatchOf(int index) => matches[index];

    /// <summary>Index of the last token before the next barrier.</summary>
    public int SegmentEnd(int index)
    {
        _barriers ??= [.. Enumerable.Range(0, tokens.Length).Where(i => tokens[i].Kind == TokenKind.Barrier)];
        var at = Array.BinarySearch(_barriers, index);
        var next = at >= 0 ? at : ~at;
        return (next < _barriers.Length ? _barriers[next] : tokens.Length) - 1;
    }

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
