namespace Synapse.Analysis.Rules;

/// <summary>The content of a string literal: without prefix and delimiters, escapes left as written.</summary>
internal static class LiteralText
{
    public static string Of(ReadOnlySpan<char> literal) => Span(literal).ToString();

    public static ReadOnlySpan<char> Span(ReadOnlySpan<char> literal)
    {
        var start = literal.IndexOfAny("\"'`");
        if (start < 0)
        {
            return literal;
        }

        var quote = literal[start];
        var run = 0;
        while (start + run < literal.Length && literal[start + run] == quote)
        {
            run++;
        }

        // Two quotes in a row are an empty string, three or more open a long one.
        var width = run >= 3 ? 3 : 1;
        var content = literal[Math.Min(start + width, literal.Length)..];
        var end = content.Length;
        for (var i = 0; i < width && end > 0 && content[end - 1] == quote; i++)
        {
            end--;
        }

        return content[..end];
    }
}
