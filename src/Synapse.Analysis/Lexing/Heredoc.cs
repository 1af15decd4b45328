using Synapse.Analysis.Languages;

namespace Synapse.Analysis.Lexing;

/// <summary>Here-documents: <c>&lt;&lt;&lt;SQL</c> (PHP), <c>&lt;&lt;~SQL</c>, <c>&lt;&lt;-'EOF'</c> (Ruby, shell, HCL), up to a line that holds the word alone.</summary>
internal static class Heredoc
{
    /// <summary>The string form that starts at the sign, or null.</summary>
    public static StringForm? FormAt(LanguageDefinition language, string text, int position, int end)
    {
        if (language.Heredoc is not { } sign || !text.AsSpan(position, end - position).StartsWith(sign) ||
            (position > 0 && (char.IsAsciiLetterOrDigit(text[position - 1]) || text[position - 1] == '<')))
        {
            return null;
        }

        var at = position + sign.Length;
        at += at < end && text[at] is '-' or '~' ? 1 : 0;
        var quote = at < end && text[at] is '"' or '\'' ? text[at++] : '\0';
        var start = at;
        while (at < end && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_'))
        {
            at++;
        }

        if (at == start || char.IsAsciiDigit(text[start]) || (quote != '\0' && (at >= end || text[at] != quote)))
        {
            return null;
        }

        var word = text[start..at];
        var open = text[position..(quote == '\0' ? at : at + 1)];
        return new StringForm(open, word, quote == '\'' ? StringEscape.None : StringEscape.Backslash, true, quote == '\'' ? null : language.HeredocHoles)
        {
            CloseOnOwnLine = true,
        };
    }

    /// <summary>True where only blanks stand before the word on its line, and the word ends there.</summary>
    public static bool ClosesAt(string text, int position, int length)
    {
        if (position + length < text.Length && (char.IsAsciiLetterOrDigit(text[position + length]) || text[position + length] == '_'))
        {
            return false;
        }

        var before = position - 1;
        while (before >= 0 && text[before] is ' ' or '\t')
        {
            before--;
        }

        return before < 0 || text[before] == '\n';
    }
}
