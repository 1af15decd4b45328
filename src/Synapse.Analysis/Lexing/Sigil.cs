using Synapse.Analysis.Languages;

namespace Synapse.Analysis.Lexing;

/// <summary>Strings whose delimiter is chosen where they are written.</summary>
internal static class Sigil
{
    private static readonly HoleForm[] Holes = [new("#{")];

    /// <summary>The string form that starts with the language's sign, or null.</summary>
    public static StringForm? FormAt(string text, int position, int end) => text[position] switch
    {
        '~' => Tilde(text, position, end),
        '%' => Percent(text, position, end),
        _ => Raw(text, position, end),
    };

    /// <summary>Elixir's <c>~r/.../</c>, <c>~w(...)</c>, <c>~S"""..."""</c>. Upper-case ones take their text as it is.</summary>
    private static StringForm? Tilde(string text, int position, int end)
    {
        var at = position + 1;
        while (at < end && char.IsAsciiLetter(text[at]))
        {
            at++;
        }

        if (at == position + 1 || at >= end || CloseOf(text[at]) is not { } close)
        {
            return null;
        }

        var heredoc = text.AsSpan(at, end - at).StartsWith("\"\"\"");
        var open = text[position..(at + (heredoc ? 3 : 1))];
        var raw = char.IsAsciiLetterUpper(text[position + 1]);
        return new StringForm(open, heredoc ? "\"\"\"" : close, raw ? StringEscape.None : StringEscape.Backslash, true, raw ? null : Holes);
    }

    /// <summary>Ruby's <c>%w[...]</c>, <c>%q(...)</c>, <c>%Q{...}</c>, <c>%x(...)</c>; after a value the sign is the remainder.</summary>
    private static StringForm? Percent(string text, int position, int end)
    {
        var at = position + 1;
        if (at + 1 >= end || !"wWiIqQxrs".Contains(text[at]) || (position > 0 && (char.IsAsciiLetterOrDigit(text[position - 1]) || text[position - 1] is ')' or ']' or '_')))
        {
            return null;
        }

        var raw = text[at] is 'w' or 'i' or 'q' or 's';
        return CloseOf(text[at + 1]) is { } close ? new StringForm(text[position..(at + 2)], close, Multiline: true, Holes: raw ? null : Holes) : null;
    }

    /// <summary>C++'s <c>R"word(...)word"</c>.</summary>
    private static StringForm? Raw(string text, int position, int end)
    {
        const int MaxWord = 16;
        if (position + 1 >= end || text[position + 1] != '"' || (position > 0 && char.IsAsciiLetterOrDigit(text[position - 1])))
        {
            return null;
        }

        var word = text.AsSpan(position + 2, Math.Min(MaxWord + 1, end - position - 2));
        var length = word.IndexOf('(');
        return length < 0 || word[..length].IndexOfAny(" )\\\n\"") >= 0
            ? null
            : new StringForm(text[position..(position + length + 3)], $"){word[..length]}\"", StringEscape.None, true);
    }

    private static string? CloseOf(char open) => open switch
    {
        '(' => ")",
        '[' => "]",
        '{' => "}",
        '<' => ">",
        '/' or '|' or '"' or '\'' or '!' => open.ToString(),
        _ => null,
    };
}
