using Synapse.Core.Findings;
using Synapse.Core.Reviews;

namespace Synapse.Analysis.Reports;

/// <summary>GitHub workflow commands: an annotation per finding, and one for everything that was not read.</summary>
public static class GitHubAnnotations
{
    /// <summary>GitHub keeps ten annotations of a kind per step; the count of the rest goes into the last one.</summary>
    public const int MaxPerLevel = 10;

    public static IEnumerable<string> Write(ReviewOutcome outcome)
    {
        foreach (var level in outcome.Verdict.Findings.GroupBy(f => Level(f.Severity)))
        {
            var all = level.ToList();
            var room = all.Count > MaxPerLevel ? MaxPerLevel - 1 : all.Count;
            foreach (var finding in all.Take(room))
            {
                yield return Annotation(level.Key, finding);
            }

            if (all.Count > room)
            {
                yield return $"::{level.Key}::{Data($"{all.Count - room} more findings of this level are in the full report")}";
            }
        }

        if (outcome.Verdict.Status != VerdictStatus.Complete)
        {
            var unread = outcome.Files.Count(f => f.Status is not (CoverageStatus.Read or CoverageStatus.Skipped));
            yield return $"::warning::{Data($"Synapse: the review is {ReportText.Of(outcome.Verdict.Status)}; {ReportText.Count(unread, "file")} not read in full. {string.Join(" ", outcome.Verdict.Escalations)}".TrimEnd())}";
        }
    }

    private static string Annotation(string level, Finding finding)
    {
        var location = finding.Location;
        var place = location.Side == Side.New
            ? $"file={Property(location.Path)},line={location.StartLine},endLine={location.EndLine}{(location.StartLine == location.EndLine && location.StartColumn > 0 ? $",col={location.StartColumn},endColumn={location.EndColumn}" : "")}"
            : $"file={Property(location.Path)}";
        return $"::{level} {place},title={Property($"{finding.Title} [{finding.RuleId}]")}::{Data($"{finding.Message} {finding.Recommendation}")}";
    }

    private static string Level(Severity severity) => severity >= Severity.High ? "error" : severity == Severity.Medium ? "warning" : "notice";

    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
