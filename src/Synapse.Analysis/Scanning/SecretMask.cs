using System.Text;

namespace Synapse.Analysis.Scanning;

/// <summary>Hides every secret of a text from every snippet taken of it.</summary>
/// <param name="spans">What must never be shown, in offsets of the text; may overlap.</param>
internal sealed class SecretMask(ReviewedText text, IEnumerable<(int Start, int End)> spans)
{
    /// <summary>From this length on the first characters, which name the provider rather than the secret, stay readable.</summary>
    private const int LongSecret = 20;
    private const int Kept = 4;

    private readonly (int Start, int End)[] _spans = Joined(spans);

    /// <summary>What stands for a secret.</summary>
    public static string Shown(ReadOnlySpan<char> secret) => secret.Length >= LongSecret ? string.Concat(secret[..Kept], "****") : "****";

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

    public bool Hides(int line)
    {
        var (start, length) = text.Extent(line);
        return _spans.Any(s => s.Start < start + length && s.End > start);
    }

    /// <summary>Overlapping spans become one: what follows the shorter one must not be shown either.</summary>
    private static (int Start, int End)[] Joined(IEnumerable<(int Start, int End)> spans)
    {
        var joined = new List<(int Start, int End)>();
        foreach (var (start, end) in spans.Where(s => s.End > s.Start).Order())
        {
            if (joined.Count > 0 && start < joined[^1].End)
            {
                joined[^1] = (joined[^1].Start, Math.Max(end, joined[^1].End));
            }
            else
            {
                joined.Add((start, end));
            }
        }

        return [.. joined];
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
            snippet.Append(text.Text, position, from - position);
            snippet.Append(maskStart >= position && maskEnd <= end ? Shown(text.Text.AsSpan(maskStart..maskEnd)) : "****");
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
