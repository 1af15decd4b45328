using System.Text;

namespace Synapse.Analysis.Scanning;

/// <summary>Hides every secret found in a text from every snippet taken of it.</summary>
internal sealed class SecretMask(ReviewedText text, IEnumerable<RawMatch> matches)
{
    /// <summary>From this length on the first characters, which name the provider rather than the secret, stay readable.</summary>
    private const int LongSecret = 20;
    private const int Kept = 4;

    private readonly (int Start, int End)[] _spans = [.. matches.Where(m => m.MaskStart >= 0).Select(m => (m.MaskStart, m.MaskEnd)).Order()];

    /// <summary>Lines <paramref name="first"/> to <paramref name="last"/>, masked, joined by line feeds.</summary>
    public string Snippet(int first, int last)
    {
        var snippet = new StringBuilder();
        for (var line = first; line <= last && line < text.LineCount; line++)
        {
            if (line > first)
            {
                snippet.Append('\n');
            }

            AppendLine(snippet, line);
        }

        return snippet.ToString();
    }

    private void AppendLine(StringBuilder snippet, int line)
    {
        const int MaxLineLength = 400;
        var (start, length) = text.Extent(line);
        var (position, end) = (start, start + length);
        var before = snippet.Length;
        foreach (var (maskStart, maskEnd) in _spans)
        {
            if (maskEnd <= position || maskStart >= end)
            {
                continue;
            }

            var from = Math.Max(maskStart, position);
            var keep = maskEnd - maskStart >= LongSecret && maskStart >= position ? Kept : 0;
            snippet.Append(text.Text, position, from - position + keep).Append("****");
            position = Math.Min(maskEnd, end);
        }

        snippet.Append(text.Text, position, end - position);
        if (snippet.Length - before > MaxLineLength)
        {
            // Never between the halves of a surrogate pair.
            snippet.Length = before + MaxLineLength - (char.IsHighSurrogate(snippet[before + MaxLineLength - 1]) ? 1 : 0);
            snippet.Append('…');
        }
    }
}
