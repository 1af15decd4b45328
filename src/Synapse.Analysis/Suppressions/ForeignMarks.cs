using System.Text.RegularExpressions;
using Synapse.Analysis.Scanning;
using Synapse.Core.Findings;

namespace Synapse.Analysis.Suppressions;

/// <summary>Comments by which a team told another security analyser that it has decided: who has decided is not asked again.</summary>
internal static partial class ForeignMarks
{
    public static Suppression? For(ReviewedText text, Category category, int first, int last)
    {
        if (category != Category.Security)
        {
            return null;
        }

        for (var line = first; line <= last; line++)
        {
            if (OnLine().Match(text.Line(line).ToString()) is { Success: true } mark)
            {
                return new Suppression("inSource", $"marked '{mark.Groups["mark"].Value}' for another analyser");
            }
        }

        return first > 0 && Above().Match(text.Line(first - 1).ToString()) is { Success: true } above ? new Suppression("inSource", $"marked '{above.Groups["mark"].Value}' for another analyser") : null;
    }

    [GeneratedRegex(@"(?:#|//|/\*|--).*?\b(?<mark>nosec|nosemgrep|NOSONAR|nolint:\s*gosec|noqa:\s*S\d+|rubocop:disable\s+(?:Security|Rails/OutputSafety)|eslint-disable-line\s+security|brakeman:ignore)", RegexOptions.CultureInvariant)]
    private static partial Regex OnLine();

    [GeneratedRegex(@"^\s*(?:#|//|/\*|--|<!--)\s*(?<mark>nosemgrep|#?nosec|eslint-disable-next-line\s+security|phpcs:ignore\s+WordPress\.(?:Security|DB))", RegexOptions.CultureInvariant)]
    private static partial Regex Above();
}
