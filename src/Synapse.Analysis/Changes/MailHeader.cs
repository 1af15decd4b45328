using System.Text;

namespace Synapse.Analysis.Changes;

/// <summary>The header of a mail by `git format-patch`: From and Subject, folded over several lines and encoded after RFC 2047.</summary>
internal static class MailHeader
{
    /// <summary>A header has a handful of fields; what lies beyond this many characters is no name or title.</summary>
    private const int MaxFieldLength = 1000;

    public static bool IsField(ReadOnlySpan<char> line)
    {
        var colon = line.IndexOf(':');
        return colon > 0 && !line[..colon].ContainsAnyExcept(FieldNameCharacters);
    }

    private static readonly System.Buffers.SearchValues<char> FieldNameCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>Reads the fields from <paramref name="position"/> on, and moves it to the line behind them.</summary>
    public static (string Author, string Title) Read(DiffLines lines, ref int position)
    {
        var author = "";
        var title = "";
        while (lines.TryRead(position, out var line) && IsField(lines.Span(line)))
        {
            var name = lines.Span(line);
            name = name[..name.IndexOf(':')];
            var value = new StringBuilder();
            Append(value, lines.Span(line)[(name.Length + 1)..]);
            position = line.Next;
            while (lines.TryRead(position, out var folded) && folded.Length > 0 && lines.Span(folded)[0] is ' ' or '\t')
            {
                Append(value, lines.Span(folded));
                position = folded.Next;
            }

            if (name.Equals("From", StringComparison.OrdinalIgnoreCase))
            {
                author = EncodedWords.Decode(value.ToString());
            }
            else if (name.Equals("Subject", StringComparison.OrdinalIgnoreCase))
            {
                title = WithoutTag(EncodedWords.Decode(value.ToString()));
            }
        }

        return (author, title);
    }

    private static void Append(StringBuilder value, ReadOnlySpan<char> part)
    {
        part = part.Trim();
        part = part[..Math.Min(part.Length, MaxFieldLength)];
        if (value.Length < MaxFieldLength && !part.IsEmpty)
        {
            value.Append(value.Length > 0 ? " " : "").Append(part);
        }
    }

    /// <summary>Takes off <c>[PATCH 2/3]</c> and the like.</summary>
    private static string WithoutTag(string subject)
    {
        var end = subject.StartsWith('[') ? subject.IndexOf(']', StringComparison.Ordinal) : -1;
        return end > 0 && subject.AsSpan(0, end).Contains("PATCH", StringComparison.OrdinalIgnoreCase) ? subject[(end + 1)..].Trim() : subject;
    }
}
