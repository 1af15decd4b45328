using System.Text.RegularExpressions;

namespace Synapse.Analysis.Scanning;

/// <summary>Tests that stand in the file they test: Rust's test module at its end, and what C compiles for tests only.</summary>
internal sealed partial class TestRegions
{
    private const string RustTests = "#[cfg(test)]";

    private readonly List<(int Start, int End)> _regions = [];

    public TestRegions(ReviewedText text)
    {
        if (text.Language.Id == "rust" && text.Text.IndexOf(RustTests, StringComparison.Ordinal) is >= 0 and var start)
        {
            _regions.Add((start, int.MaxValue));
        }
        else if (text.Language.Id is "c" or "cpp")
        {
            ReadDirectives(text);
        }
    }

    public bool Contain(int offset) => _regions.Exists(r => offset > r.Start && offset < r.End);

    private void ReadDirectives(ReviewedText text)
    {
        var (depth, start) = (0, 0);
        for (var line = 0; line < text.LineCount; line++)
        {
            var written = text.Line(line).TrimStart();
            if (!written.StartsWith("#"))
            {
                continue;
            }

            var directive = written[1..].TrimStart();
            if (depth == 0)
            {
                (depth, start) = Condition().IsMatch(directive) ? (1, text.LineStarts[line]) : (0, 0);
                continue;
            }

            depth += directive.StartsWith("if") ? 1 : directive.StartsWith("endif") || (depth == 1 && directive.StartsWith("el")) ? -1 : 0;
            if (depth == 0)
            {
                _regions.Add((start, text.LineStarts[line]));
            }
        }

        if (depth > 0)
        {
            _regions.Add((start, int.MaxValue));
        }
    }

    [GeneratedRegex(@"^if(?:def)?[ \t]+(?:defined[ \t(]+)?\w*_TESTS?\b", RegexOptions.CultureInvariant)]
    private static partial Regex Condition();
}
