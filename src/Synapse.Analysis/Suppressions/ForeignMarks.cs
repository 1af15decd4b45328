using System.Text.RegularExpressions;
using Synapse.Analysis.Scanning;
using Synapse.Core.Findings;

namespace Synapse.Analysis.Suppressions;

/// <summary>Comments by which a team told another analyser that it has decided: who has decided is not asked again.</summary>
internal static partial class ForeignMarks
{
    /// <summary>Characters at the end of a line, or at the start of one that is a comment, that are read: a whole text can be one line.</summary>
    private const int MaxLine = 1_000;

    public static Suppression? For(ReviewedText text, Category category, int first, int last)
    {
        if (category is Category.Secrets or Category.Process)
        {
            return null;
        }

        for (var line = first; line <= last; line++)
        {
            var written = End(text.Line(line));
            if (OfAll().Match(written) is { Success: true } mark || (category == Category.Security && (mark = OnLine().Match(written)).Success))
            {
                return new Suppression(Suppression.InSource, $"marked '{mark.Groups["mark"].Value}' for another analyser");
            }
        }

        if (first == 0)
        {
            return null;
        }

        // An attribute can go on to a second line.
        var before = Start(text.Line(first - 1));
        before = first > 1 && before.TrimEnd().EndsWith(")]", StringComparison.Ordinal) && !before.TrimStart().StartsWith('[') ? Start(text.Line(first - 2)) : before;
        return Attribute().Match(before) is { Success: true } above || (category == Category.Security && (above = Above().Match(before)).Success)
            ? new Suppression(Suppression.InSource, $"marked '{above.Groups["mark"].Value}' for another analyser")
            : null;
    }

    private static string End(ReadOnlySpan<char> line) => line[Math.Max(0, line.Length - MaxLine)..].ToString();

    private static string Start(ReadOnlySpan<char> line) => line[..Math.Min(line.Length, MaxLine)].ToString();

    /// <summary>Marks for whatever is said of the line.</summary>
    [GeneratedRegex(@"(?:#|//)\s*(?<mark>nolint(?::\s*all)?|NOLINT|NOSONAR|noqa)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex OfAll();

    [GeneratedRegex(@"(?:#|//|/\*|--).*?\b(?<mark>nosec|nosemgrep|NOSONAR|nolint:\s*gosec|noqa:\s*S\d+|rubocop:disable\s+(?:Security|Rails/OutputSafety)|eslint-disable-line\s+security|brakeman:ignore)", RegexOptions.CultureInvariant)]
    private static partial Regex OnLine();

    /// <summary>What .NET writes above a member.</summary>
    [GeneratedRegex(@"^\s*\[(?:[\w.]+\.)?(?<mark>SuppressMessage)\(", RegexOptions.CultureInvariant)]
    private static partial Regex Attribute();

    [GeneratedRegex(@"^\s*(?:#|//|/\*|--|<!--)\s*(?<mark>nosemgrep|#?nosec|eslint-disable-next-line\s+security|phpcs:ignore\s+WordPress\.(?:Security|DB))", RegexOptions.CultureInvariant)]
    private static partial Regex Above();
}
