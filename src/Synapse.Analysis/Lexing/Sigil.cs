using Synapse.Analysis.Languages;

namespace Synapse.Analysis.Lexing;

/// <summary>Elixir's sigils: <c>~r/.../</c>, <c>~w(...)</c>, <c>~S"""..."""</c>. Upper-case ones take their text as it is.</summary>
internal static class Sigil
{
    /// <summary>The string form that starts at the tilde, or null.</summary>
    public static StringForm? FormAt(string text, int position, int end)
    {
        var at = position + 1;
        while (at < end && char.IsAsciiLetter(text[at]))
        {
            at++;
        }

        if (at == position + 1 || at >= end)
        {
            return null;
        }

        var heredoc = text.AsSpan(at, end - at).StartsWith("\"\"\"");
        var close = text[at] switch { '(' => ")", '[' => "]", '{' => "}", '<' => ">", '/' or '|' or '"' or '\'' => text[at].ToString(), _ => null };
        if (close is null)
        {
            return null;
        }

        var open = text[position..(at + (heredoc ? 3 : 1))];
        var raw = char.IsAsciiLetterUpper(text[position + 1]);
        return new StringForm(open, heredoc ? "\"\"\"" : close, raw ? StringEscape.None : StringEscape.Backslash, true, raw ? null : "#{");
    }
}
