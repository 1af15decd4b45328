using Synapse.Core;
using Synapse.Core.Findings;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;

namespace Synapse.Runtime.Reviews;

/// <summary>
/// The read model of reviews. A review has one row from its request on; findings, specialists and coverage are written once, when it ends,
/// so that a report in between writes nothing here.
/// </summary>
public sealed class ReviewProjection : IProjection<ReviewState>
{
    public string Schema => "review.view/1";

    public IReadOnlyList<ViewRow> Changes(AggregateId id, ReviewState before, ReviewState after)
    {
        var rows = new List<ViewRow>();
        if (Review(id, after) is { } review && review != Review(id, before))
        {
            rows.Add(review);
        }

        if (after.EndedAt is { } endedAt && before.EndedAt is null)
        {
            var coverage = after.Verdict?.Coverage ?? after.Specialists.SelectMany(s => s.Report?.Coverage ?? []).ToValueList();
            rows.AddRange(Specialists(id, after, endedAt, coverage));
            rows.AddRange(Findings(id, after));
            rows.AddRange(Gaps(coverage));
        }

        return rows;
    }

    private static ReviewRow? Review(AggregateId id, ReviewState state)
    {
        if (state.Change is not { } change)
        {
            return null;
        }

        var verdict = state.Verdict;
        return new ReviewRow(
            id,
            StandingOf(state),
            ViewRow.Plain(change.Title),
            ViewRow.Plain(change.Author),
            ViewRow.Plain(change.BaseRevision),
            ViewRow.Plain(change.HeadRevision),
            change.FilesChanged,
            ViewRow.Plain(change.ContentDigest),
            state.Path,
            state.RequestedAt.ToUniversalTime(),
            state.Deadline.ToUniversalTime(),
            state.EndedAt?.ToUniversalTime(),
            verdict?.Severity ?? Severity.None,
            verdict?.Confidence ?? new Confidence(0),
            Counts(verdict?.Findings ?? []),
            verdict?.Suppressed.Count ?? 0,
            verdict?.DurationMilliseconds ?? (state.EndedAt is { } end ? (long)(end - state.RequestedAt).TotalMilliseconds : 0),
            verdict?.CostMicroCredits ?? (state.IsTerminal ? state.Specialists.Sum(s => s.Report?.CostMicroCredits ?? 0) : 0),
            ViewRow.Plain(verdict is null ? state.CancelReason : string.Join('\n', verdict.Escalations)));
    }

    private static ReviewStanding StandingOf(ReviewState state) => (state.Status, state.Verdict?.Status) switch
    {
        (ReviewStatus.Cancelled, _) or (_, VerdictStatus.Cancelled) => ReviewStanding.Cancelled,
        (_, VerdictStatus.Complete) => ReviewStanding.Complete,
        (_, VerdictStatus.Partial) => ReviewStanding.Partial,
        (_, VerdictStatus.Failed) => ReviewStanding.Failed,
        _ => ReviewStanding.Running,
    };

    private static FindingCounts Counts(ValueList<Finding> findings)
    {
        int Of(Severity severity) => findings.Count(f => f.Severity == severity);
        return new FindingCounts(findings.Count, Of(Severity.Critical), Of(Severity.High), Of(Severity.Medium), Of(Severity.Low));
    }

    private static IEnumerable<SpecialistRow> Specialists(AggregateId id, ReviewState state, DateTimeOffset endedAt, ValueList<CoverageRow> coverage)
    {
        var cells = coverage.ToLookup(c => (c.Specialist, c.Status));
        return state.Specialists.Where(s => s.Status != ProgressStatus.Pending).Select(SpecialistSummary.Of).Select((s, i) => new SpecialistRow(
            id,
            i + 1,
            endedAt.ToUniversalTime(),
            ViewRow.Plain(s.Specialist),
            ViewRow.Plain(s.Version),
            s.Outcome,
            ViewRow.Plain(s.Cause),
            s.Findings,
            s.DurationMilliseconds,
            s.CostMicroCredits,
            Cells(s.Specialist)));

        CoverageCounts Cells(string specialist)
        {
            int Of(CoverageStatus status) => cells[(specialist, status)].Count();
            return new CoverageCounts(Of(CoverageStatus.Read), Of(CoverageStatus.Skipped), Of(CoverageStatus.Clipped), Of(CoverageStatus.TimedOut), Of(CoverageStatus.Failed));
        }
    }

    private static IEnumerable<FindingRow> Findings(AggregateId id, ReviewState state) => state.Verdict is not { } verdict
        ? []
        : verdict.Findings.Concat(verdict.Suppressed).Select((f, i) => new FindingRow(
            id,
            i + 1,
            state.RequestedAt.ToUniversalTime(),
            Key(f.RuleId),
            f.Category,
            f.Severity,
            f.Confidence,
            ViewRow.Plain(f.Location.Path),
            f.Location.StartLine,
            f.Location.EndLine,
            Key(f.Fingerprint.Primary),
            ViewRow.Plain(f.Specialist),
            ViewRow.Plain(f.Message),
            ViewRow.Plain(f.Suppression?.Kind ?? ""),
            ReviewView.Write(f)));

    private static IEnumerable<CoverageGapRow> Gaps(ValueList<CoverageRow> coverage) => coverage
        .Where(c => c.Status != CoverageStatus.Read)
        .OrderByDescending(c => c.Status)
        .Take(ReviewView.MaxGaps)
        .Select((c, i) => new CoverageGapRow(i + 1, ViewRow.Plain(c.Specialist), ViewRow.Plain(c.Path), c.Status, ViewRow.Plain(c.Reason)));

    /// <summary>A text that databases have an index on has an end, so that no index refuses it.</summary>
    private static string Key(string text) => ViewRow.Plain(text.Length > FindingRow.MaxKey ? text[..FindingRow.MaxKey] : text);
}
