namespace Synapse.Analysis.Changes;

/// <summary>A hunk's header: one old range per parent. The counts are a hint only, see <see cref="HunkReader"/>.</summary>
internal sealed record HunkHeader(LineRange[] Old, LineRange New, string Heading)
{
    private const int MaxParents = 128;

    /// <summary>Far above any file and far below overflow, so that a hostile header cannot make line numbers negative.</summary>
    private const int MaxNumber = 1_000_000_000;

    public static HunkHeader? TryParse(ReadOnlySpan<char> line)
    {
        var marks = line.Length - line.TrimStart('@').Length;
        if (marks is < 2 or > MaxParents + 1)
        {
            return null;
        }

        var rest = line[marks..];
        var old = new LineRange[marks - 1];
        for (var parent = 0; parent < old.Length; parent++)
        {
            if (!TryRange(ref rest, '-', out old[parent]))
            {
                return null;
            }
        }

        if (!TryRange(ref rest, '+', out var added))
        {
            return null;
        }

        rest = rest.TrimStart(' ');
        if (!rest.StartsWith(line[..marks]))
        {
            return null;
        }

        return new HunkHeader(old, added, rest[marks..].Trim().ToString());
    }

    private static bool TryRange(ref ReadOnlySpan<char> rest, char sign, out LineRange range)
    {
        range = default;
        var text = rest.TrimStart(' ');
        if (text.Length < 2 || text.Length == rest.Length || text[0] != sign)
        {
            return false;
        }

        text = text[1..];
        if (!TryNumber(ref text, out var start))
        {
            return false;
        }

        var count = 1;
        if (text is [',', ..])
        {
            text = text[1..];
            if (!TryNumber(ref text, out count))
            {
                return false;
            }
        }

        range = new LineRange(start, count);
        rest = text;
        return true;
    }

    private static bool TryNumber(ref ReadOnlySpan<char> text, out int number)
    {
        var digits = 0;
        long value = 0;
        for (; digits < text.Length && char.IsAsciiDigit(text[digits]); digits++)
        {
            value = Math.Min((value * 10) + (text[digits] - '0'), MaxNumber);
        }

        text = text[digits..];
        number = (int)value;
        return digits > 0;
    }
}

internal readonly record struct LineRange(int Start, int Count);
