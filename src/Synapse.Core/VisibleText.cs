using System.Globalization;
using System.Text;

namespace Synapse.Core;

/// <summary>
/// Makes text from outside safe to show on a terminal or in a log line: whatever moves the cursor, starts an escape sequence,
/// breaks the line, hides or reorders text is shown as <c>\u{hex}</c>.
/// </summary>
public static class VisibleText
{
    public static string Escape(string text)
    {
        if (text.All(c => c is >= ' ' and <= '~'))
        {
            return text;
        }

        var result = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune))
            {
                AppendEscape(result, text[i]);
                i++;
                continue;
            }

            if (IsHarmless(rune))
            {
                result.Append(text, i, rune.Utf16SequenceLength);
            }
            else
            {
                AppendEscape(result, rune.Value);
            }

            i += rune.Utf16SequenceLength;
        }

        return result.ToString();
    }

    private static bool IsHarmless(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate);

    private static void AppendEscape(StringBuilder result, int codePoint) =>
        result.Append(CultureInfo.InvariantCulture, $"\\u{{{codePoint:x}}}");
}
