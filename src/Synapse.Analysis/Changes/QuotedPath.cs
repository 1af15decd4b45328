using System.Text;

namespace Synapse.Analysis.Changes;

/// <summary>Paths as git writes them: plain, or in double quotes with C escapes where the octal ones are bytes of UTF-8.</summary>
internal static class QuotedPath
{
    /// <summary>Reads the quoted string at the start of <paramref name="text"/>.</summary>
    /// <param name="length">Characters consumed, quotes included.</param>
    public static bool TryRead(ReadOnlySpan<char> text, out string path, out int length)
    {
        path = "";
        length = 0;
        if (text is not ['"', ..])
        {
            return false;
        }

        var bytes = new List<byte>(text.Length);
        Span<byte> encoded = stackalloc byte[4];
        for (var i = 1; i < text.Length;)
        {
            if (text[i] == '"')
            {
                path = Encoding.UTF8.GetString([.. bytes]);
                length = i + 1;
                return true;
            }

            if (text[i] == '\\')
            {
                i++;
                if (!TryEscape(text, ref i, out var value))
                {
                    return false;
                }

                bytes.Add(value);
                continue;
            }

            // Under core.quotePath=false the quotes hold unescaped characters too.
            Rune.DecodeFromUtf16(text[i..], out var rune, out var consumed);
            bytes.AddRange(encoded[..rune.EncodeToUtf8(encoded)]);
            i += consumed;
        }

        return false;
    }

    /// <summary>A path that fills the whole text: unquoted if it is quoted properly, else as it stands.</summary>
    public static string Read(ReadOnlySpan<char> text) =>
        TryRead(text, out var path, out var length) && length == text.Length ? path : text.ToString();

    private static bool TryEscape(ReadOnlySpan<char> text, ref int i, out byte value)
    {
        value = 0;
        if (i >= text.Length)
        {
            return false;
        }

        if (text[i] is >= '0' and <= '7')
        {
            var number = 0;
            for (var digits = 0; digits < 3 && i < text.Length && text[i] is >= '0' and <= '7'; digits++, i++)
            {
                number = (number * 8) + (text[i] - '0');
            }

            value = (byte)number;
            return true;
        }

        (value, var known) = text[i++] switch
        {
            'a' => ((byte)7, true),
            'b' => ((byte)8, true),
            't' => ((byte)9, true),
            'n' => ((byte)10, true),
            'v' => ((byte)11, true),
            'f' => ((byte)12, true),
            'r' => ((byte)13, true),
            '"' => ((byte)'"', true),
            '\\' => ((byte)'\\', true),
            _ => ((byte)0, false),
        };
        return known;
    }
}
