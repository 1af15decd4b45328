using System.Text.RegularExpressions;
using Synapse.Analysis.Scanning;
using Synapse.Core.Findings;

namespace Synapse.Analysis.Suppressions;

/// <summary>Comments by which a team told another analyser that it has decided: who has decided is not asked again.</summary>
internal static partial class ForeignMarks
{
    public static Suppression? For(ReviewedText text, Category category, int first, int last)
    {
        if (category is Category.Secrets or Category.Process)
        {
            return null;
        }

        for (var line = first; line <= last; line++)
        {
            var written = text.Line(line).ToString();
            if (OfAll().Match(written) is { Success: true } mark || (category == Category.Security && (mark = OnLine().Match(written)).Success))
            {
                return new Suppression("inSource", $"marked '{mark.Groups["mark"].Value}' for another analyser");
            }
        }

        return category == Category.Security && first > 0 && Above().Match(text.Line(first - 1).ToString()) is { Success: true } above ? new Suppression("inSource", $"marked '{above.Groups["mark"].Value}' for another analyser") : null;
    }

    /// <summary>Marks for whatever is said of the line.</summary>
    [GeneratedRegex(@"(?:#|//)\s*(?<mark>nolint(?::\s*all)?|NOLINT|NOSONAR|noqa)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex OfAll();

    [GeneratedRegex(@"(?:#|//|/\*|--).*?\b(?<mark>nosec|nosemgrep|NOSONAR|nolint:\s*gosec|noqa:\s*S\d+|rubocop:disable\s+(?:Security|Rails/OutputSafety)|eslint-disable-line\s+security|brakeman:ignore)", RegexOptions.CultureInvariant)]
    private static partial Regex OnLine();

    [GeneratedRegex(@"^\s*(?:#|//|/\*|--|<!--)\s*(?<mark>nosemgrep|#?nosec|eslint-disable-next-line\s+security|phpcs:ignore\s+WordPress\.(?:Security|DB))", RegexOptions.CultureInvariant)]
    private static partial Regex Above();
}
