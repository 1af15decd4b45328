using Synapse.Analysis.Changes;
using Synapse.Analysis.Rules;
using Synapse.Analysis.Scanning;
using Synapse.Core;
using Synapse.Core.Findings;
using Synapse.Core.Reviews;

namespace Synapse.Analysis.Specialists;

/// <summary>One observation of an agent that runs elsewhere, as it gives it.</summary>
public sealed record OutsideFinding(
    string RuleId, string Title, Category Category, IReadOnlyList<int> Cwe, Severity Severity, Confidence Confidence, string Path, int StartLine, int EndLine, string Message, string Recommendation);

/// <summary>Makes a report of what an agent elsewhere says: places are looked up in the change, findings get their identity, and what was not read is told.</summary>
public static class ReportedElsewhere
{
    public const int MaxTextLength = 2_000;

    /// <summary>Lines of code that stand as evidence of one finding.</summary>
    private const int MaxLines = 10;

    /// <summary>The report, or what is wrong with it.</summary>
    public static (SpecialistReport? Report, string? Problem) Of(
        Change change, string specialist, string version, IReadOnlyList<OutsideFinding> findings, IReadOnlyList<string> unread, long durationMilliseconds, long costMicroCredits, RulePacks packs)
    {
        if (findings.Count > ReviewDecider.MaxFindingsPerReport || durationMilliseconds < 0 || costMicroCredits < 0)
        {
            return (null, $"a report has at most {ReviewDecider.MaxFindingsPerReport} findings, and neither time nor cost is negative");
        }

        var (files, fingerprints, read) = (change.Files.GroupBy(f => f.Path, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal), new Fingerprints(), new List<Finding>());
        foreach (var (index, finding) in findings.Index())
        {
            if (Problem(finding, files) is { } problem)
            {
                return (null, $"finding {index}: {problem}");
            }

            read.Add(Read(finding, files[finding.Path], specialist, fingerprints, packs));
        }

        var missed = unread.ToHashSet(StringComparer.Ordinal);
        var coverage = files.Keys.Select(path => missed.Contains(path)
            ? new CoverageRow(path, specialist, CoverageStatus.Failed, "the agent says that it did not read it")
            : new CoverageRow(path, specialist, CoverageStatus.Read)).ToValueList();
        return (new SpecialistReport(specialist, version, read.ToValueList(), coverage, durationMilliseconds, costMicroCredits), null);
    }

    private static string? Problem(OutsideFinding finding, Dictionary<string, ChangedFile> files) =>
        finding.RuleId.Length is 0 or > 128 || finding.RuleId.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '_')) ? "ruleId has 1 to 128 letters, digits, '.', '-' or '_'"
        : finding.Severity == Severity.None ? "severity is low, medium, high or critical"
        : !files.ContainsKey(finding.Path) ? $"'{finding.Path}' is no file of the change"
        : finding.StartLine < 1 || finding.EndLine < finding.StartLine ? "lines count from 1, and the last is not before the first"
        : new[] { finding.Title, finding.Message, finding.Recommendation }.Any(t => t.Length is 0 or > MaxTextLength) ? $"title, message and recommendation have 1 to {MaxTextLength} characters"
        : null;

    private static Finding Read(OutsideFinding finding, ChangedFile file, string specialist, Fingerprints fingerprints, RulePacks packs)
    {
        var lines = file.Hunks.SelectMany(h => h.Lines).Where(l => l.NewLine >= finding.StartLine && l.NewLine <= finding.EndLine && l.Kind != DiffLineKind.Removed).Take(MaxLines).ToList();
        var code = SecretText.Hide(string.Join('\n', lines.Select(l => l.Text.ToString())), packs);
        var location = new Location(finding.Path, Side.New, finding.StartLine, finding.EndLine);
        return new Finding(
            finding.RuleId, finding.Title, finding.Category, finding.Cwe.ToValueList(), finding.Severity, finding.Confidence, location, finding.Message, finding.Recommendation, null,
            code.Length == 0 ? [] : [new Evidence(location, code, "")], fingerprints.Of(finding.RuleId, file.Path, code, ""), specialist);
    }
}
