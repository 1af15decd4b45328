using System.Globalization;
using System.Text.RegularExpressions;

namespace Synapse.Analysis.Analysers;

/// <summary>Reads one finding a line, as compilers write them and yamllint does.</summary>
internal static partial class LineOutput
{
    private const int MaxLineLength = 10_000;

    public static (IReadOnlyList<AnalyserFinding> Findings, string? Problem) Read(string text, int exitCode)
    {
        var findings = new List<AnalyserFinding>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var match = line.Length <= MaxLineLength ? Form().Match(line) : System.Text.RegularExpressions.Match.Empty;
            if (!match.Success || !int.TryParse(match.Groups["line"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return ([], $"a line of its output is no finding: {line[..Math.Min(line.Length, 80)]}");
            }

            _ = int.TryParse(match.Groups["column"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var column);
            findings.Add(new AnalyserFinding(
                match.Groups["rule"].Value is { Length: > 0 } rule ? rule : match.Groups["level"].Value,
                match.Groups["path"].Value, number, number, column, 0, AnalyserOutput.SeverityOf(match.Groups["level"].Value), match.Groups["message"].Value));
        }

        return findings.Count == 0 && exitCode != 0 ? ([], $"it found nothing and ended with {exitCode}") : (findings, null);
    }

    [GeneratedRegex(@"^(?<path>[^:]+):(?<line>\d+):(?:(?<column>\d+):)? *\[?(?<level>fatal|error|warning|style|performance|portability|information|info|note)(?: error)?\]?:? +(?<message>.*?)(?: *[\[(](?<rule>[\w.,=+/-]+)[\])])?$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
