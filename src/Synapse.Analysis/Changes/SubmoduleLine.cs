using System.Buffers;

namespace Synapse.Analysis.Changes;

/// <summary>What `git diff --submodule=log` prints in place of a diff: <c>Submodule PATH abc..def:</c> and its variants.</summary>
internal sealed record SubmoduleLine(string Path, bool IsNew, bool IsDeleted)
{
    private const string Intro = "Submodule ";

    private static readonly SearchValues<char> HexAndDots = SearchValues.Create("0123456789abcdef.");

    private static readonly string[] Notices = [" contains modified content", " contains untracked content"];

    public static SubmoduleLine? TryParse(ReadOnlySpan<char> line)
    {
        if (!line.StartsWith(Intro))
        {
            return null;
        }

        var text = line[Intro.Length..];
        foreach (var notice in Notices)
        {
            if (text.EndsWith(notice))
            {
                return new SubmoduleLine(text[..^notice.Length].ToString(), false, false);
            }
        }

        // Behind the range: ":" or " (rewind):" or " (new submodule)" or " (commits not present)" and the like.
        var remark = text.LastIndexOf(" (");
        var range = remark > 0 ? text[..remark] : text.TrimEnd(':');
        var space = range.LastIndexOf(' ');
        if (space <= 0 || !IsRange(range[(space + 1)..]))
        {
            return null;
        }

        var rest = text[range.Length..];
        return new SubmoduleLine(range[..space].ToString(), rest.StartsWith(" (new submodule)"), rest.StartsWith(" (submodule deleted)"));
    }

    private static bool IsRange(ReadOnlySpan<char> text) =>
        text.IndexOf("..") > 0 && !text.ContainsAnyExcept(HexAndDots) && char.IsAsciiHexDigitLower(text[^1]);
}
