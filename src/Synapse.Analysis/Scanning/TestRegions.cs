using System.Text.RegularExpressions;

namespace Synapse.Analysis.Scanning;

/// <summary>Tests that stand in the file they test: Rust's test module at its end, and what C compiles for tests only.</summary>
internal static partial class TestRegions
{
    private const string RustTests = "#[cfg(test)]";

    public static bool Contains(ReviewedText text, int offset) => text.Language.Id switch
    {
        "rust" => text.Text.IndexOf(RustTests, StringComparison.Ordinal) is >= 0 and var start && start < offset,
        "c" or "cpp" => Condition().Matches(text.Text).Any(m => m.Index < offset && IsOpenAt(text.Text.AsSpan(m.Index, offset - m.Index))),
        _ => false,
    };

    /// <summary>True where the condition that the text starts with has not ended at its end.</summary>
    private static bool IsOpenAt(ReadOnlySpan<char> text)
    {
        var depth = 0;
        foreach (var line in text.EnumerateLines())
        {
            var directive = line.TrimStart();
            depth += !directive.StartsWith("#") ? 0 : directive[1..].TrimStart().StartsWith("if") ? 1 : directive[1..].TrimStart().StartsWith("endif") ? -1 : 0;
            if (depth == 0)
            {
                return false;
            }
        }

        return true;
    }

    [GeneratedRegex(@"^[ \t]*#[ \t]*if(?:def)?[ \t]+(?:defined[ \t(]+)?\w*_TESTS?\b", RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Condition();
}
