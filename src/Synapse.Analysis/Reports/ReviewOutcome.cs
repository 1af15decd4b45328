using Synapse.Analysis.Changes;
using Synapse.Analysis.Rules;
using Synapse.Core.Findings;
using Synapse.Core.Reviews;

namespace Synapse.Analysis.Reports;

/// <summary>Everything a report shows of one finished review.</summary>
/// <param name="Source">What was reviewed, in words: <c>commit 1a2b3c4</c>, <c>staged changes</c>, a file name.</param>
/// <param name="Clips">Limits reached while the change was read.</param>
/// <param name="Rules">The rules that could have fired; reports describe those that did.</param>
/// <param name="FailOn">The gate: the lowest severity that fails, <see cref="Severity.None"/> for no gate.</param>
/// <param name="ExitCode">The process's exit code, so that a report tells the same story.</param>
public sealed record ReviewOutcome(
    string ReviewId,
    Verdict Verdict,
    string Source,
    string Title,
    string BaseRevision,
    string HeadRevision,
    int FilesChanged,
    int LinesAdded,
    int LinesRemoved,
    IReadOnlyList<ChangeClip> Clips,
    IReadOnlyList<Rule> Rules,
    string ToolVersion,
    Severity FailOn,
    int ExitCode,
    DateTimeOffset StartedAt)
{
    public Rule? RuleOf(Finding finding) => Rules.FirstOrDefault(r => r.Id == finding.RuleId);

    /// <summary>Files by what became of them: a file counts as read when one specialist read it in full.</summary>
    public IReadOnlyList<FileCoverage> Files => [.. Verdict.Coverage.GroupBy(r => r.Path).Select(FileCoverage.Of)];
}

/// <summary>The best that happened to one file over all specialists, with the reason when it was not read.</summary>
public sealed record FileCoverage(string Path, CoverageStatus Status, string Reason)
{
    internal static FileCoverage Of(IGrouping<string, CoverageRow> rows)
    {
        var worst = rows.FirstOrDefault(r => r.Status is CoverageStatus.Failed or CoverageStatus.TimedOut or CoverageStatus.Clipped);
        var best = worst ?? rows.FirstOrDefault(r => r.Status == CoverageStatus.Read) ?? rows.First();
        return new FileCoverage(rows.Key, best.Status, best.Reason);
    }
}
