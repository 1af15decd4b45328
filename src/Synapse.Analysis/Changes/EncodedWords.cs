using System.Text;

namespace Synapse.Analysis.Changes;

/// <summary>Encoded words of mail headers, <c>=?charset?q-or-b?text?=</c> (RFC 2047). What cannot be decoded stays as it is written.</summary>
internal static class EncodedWords
{
    public static string Decode(string text)
    {
        if (!text.Contains("=?", StringComparison.Ordinal))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        var at = 0;
        var afterWord = false;
        while (at < text.Length)
        {
            if (TryWord(text.AsSpan(at), out var decoded, out var length))
            {
                result.Append(decoded);
                at += length;
                afterWord = true;
                continue;
            }

            // White space between two encoded words only folds the line (section 6.2).
            var space = at;
            while (space < text.Length && text[space] == ' ')
            {
                space++;
            }

            if (afterWord && space > at && TryWord(text.AsSpan(space), out _, out _))
            {
                at = space;
                continue;
            }

            result.Append(text[at++]);
            afterWord = false;
        }

        return result.ToString();
    }

    private static bool TryWord(ReadOnlySpan<char> text, out string decoded, out int length)
    {
        decoded = "";
        length = 0;
        if (!text.StartsWith("=?"))
        {
            return false;
        }

        var charsetEnd = text[2..].IndexOf('?') + 2;
        if (charsetEnd < 3 || charsetEnd + 3 >= text.Length || text[charsetEnd + 2] != '?')
        {
            return false;
        }

        var body = text[(charsetEnd + 3)..];
        var end = body.IndexOf("?=");
        if (end < 0 || EncodingOf(text[2..charsetEnd]) is not { } encoding)
        {
            return false;
        }

        var bytes = text[charsetEnd + 1] switch
        {
            'q' or 'Q' => FromQ(body[..end]),
            'b' or 'B' => FromBase64(body[..end]),
            _ => null,
        };
        decoded = bytes is null ? "" : encoding.GetString(bytes);
        length = charsetEnd + 3 + end + 2;
        return bytes is not null;
    }

    private static Encoding? EncodingOf(ReadOnlySpan<char> charset)
    {
        if (charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase))
        {
            return Encoding.UTF8;
        }

        return charset.StartsWith("iso-8859-1", StringComparison.OrdinalIgnoreCase) ? Encoding.Latin1 : null;
    }

    private static byte[]? FromQ(ReadOnlySpan<char> text)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                bytes.Add(Convert.ToByte(text.Slice(i + 1, 2).ToString(), 16));
                i += 2;
            }
            else if (text[i] > '~')
            {
                return null;
            }
            else
            {
                bytes.Add((byte)(text[i] == '_' ? ' ' : text[i]));
            }
        }

        return [.. bytes];
    }

    private static byte[]? FromBase64(ReadOnlySpan<char> text)
    {
        var bytes = new byte[(text.Length * 3 / 4) + 3];
        return Convert.TryFromBase64Chars(text, bytes, out var length) ? bytes[..length] : null;
    }
}
