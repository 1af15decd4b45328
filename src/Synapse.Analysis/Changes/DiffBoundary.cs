using System.Buffers;

namespace Synapse.Analysis.Changes;

/// <summary>Tells the lines that begin something new (a hunk, a file, a commit, a mail) from all others.</summary>
internal static class DiffBoundary
{
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    public static bool IsAt(DiffLines lines, InputLine line)
    {
        var text = lines.Span(line);
        if (text.IsEmpty)
        {
            return false;
        }

        return text[0] switch
        {
            'd' => text.StartsWith("diff "),
            '@' => HunkHeader.TryParse(text) is not null,
            'c' => IsCommit(lines, line, out _),
            'F' => IsMail(lines, line, out _),
            'I' => text.StartsWith("Index: "),
            'O' => text.StartsWith("Only in "),
            'B' => IsBinaryNotice(text),
            'S' => SubmoduleLine.TryParse(text) is not null,
            '*' => text.StartsWith("* Unmerged path "),
            '-' => IsPathPair(lines, line),
            _ => false,
        };
    }

    /// <summary>A <c>---</c> line with its <c>+++</c> line and a hunk right behind.</summary>
    public static bool IsPathPair(DiffLines lines, InputLine line) =>
        lines.StartsWith(line.Start, "--- ")
        && lines.StartsWith(line.Next, "+++ ")
        && lines.TryRead(line.Next, out var plus)
        && lines.TryRead(plus.Next, out var hunk)
        && HunkHeader.TryParse(lines.Span(hunk)) is not null;

    public static bool IsBinaryNotice(ReadOnlySpan<char> text) => text.StartsWith("Binary files ") && text.EndsWith(" differ");

    /// <summary>
    /// <c>commit ID</c> of `git log`, with marks such as <c>(from ID)</c>. A commit message can quote such a line in a mail, so the
    /// header line that always follows must be there too.
    /// </summary>
    public static bool IsCommit(DiffLines lines, InputLine line, out string id)
    {
        id = "";
        var text = lines.Span(line);
        if (!text.StartsWith("commit "))
        {
            return false;
        }

        var rest = text["commit ".Length..].TrimStart("<>- ");
        var length = HexLength(rest);
        if (length is < 4 or > 64 || (length < rest.Length && rest[length] != ' '))
        {
            return false;
        }

        id = rest[..length].ToString();
        return !lines.TryRead(line.Next, out var next)
            || lines.Span(next) is var follow && (next.Length == 0
                || follow.StartsWith("Author") || follow.StartsWith("Merge:") || follow.StartsWith("tree ")
                || follow.StartsWith("Reflog:") || follow.StartsWith("log size ") || follow.StartsWith("    "));
    }

    /// <summary>The mbox line <c>From ID date</c> of `git format-patch`, or of another mailer when a mail header follows.</summary>
    public static bool IsMail(DiffLines lines, InputLine line, out string id)
    {
        id = "";
        var text = lines.Span(line);
        if (!text.StartsWith("From "))
        {
            return false;
        }

        var rest = text["From ".Length..];
        var length = HexLength(rest);
        if (length is 40 or 64 && length < rest.Length && rest[length] == ' ')
        {
            id = rest[..length].ToString();
            return true;
        }

        return lines.TryRead(line.Next, out var next) && MailHeader.IsField(lines.Span(next));
    }

    private static int HexLength(ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAnyExcept(Hex);
        return length < 0 ? text.Length : length;
    }
}
