using Synapse.Core.Findings;

namespace Synapse.Core.Reviews;

/// <summary>Ends a review in which nobody is pending: negotiation, escalations and the one verdict.</summary>
internal static class VerdictBuilder
{
    public static IEnumerable<ReviewEvent> Finish(ReviewState state, DateTimeOffset now)
    {
        var reports = state.Specialists.Where(s => s.Report is not null).Select(s => s.Report!).ToList();
        var (findings, negotiations) = Negotiator.Negotiate(reports.SelectMany(r => r.Findings), state.Plan!);
        if (negotiations.Count > 0)
        {
            yield return new ReviewEvent.Negotiated(negotiations, now);
        }

        var escalations = Escalations(state, negotiations, reports.Count).ToValueList();
        foreach (var reason in escalations)
        {
            yield return new ReviewEvent.Escalated(reason, now);
        }

        yield return new ReviewEvent.Summarised(Build(state, findings, negotiations, escalations, now), now);
    }

    private static IEnumerable<string> Escalations(ReviewState state, ValueList<Negotiation> negotiations, int reports)
    {
        if (reports == 0)
        {
            yield return ReviewDecider.NoSpecialists;
        }

        foreach (var missing in state.Specialists.Where(s => s.Report is null))
        {
            yield return missing.Status == ProgressStatus.TimedOut
                ? $"specialist '{missing.Assignment.Specialist}' did not answer by its deadline"
                : $"specialist '{missing.Assignment.Specialist}' failed: {missing.Cause}";
        }

        if (state.Plan!.Negotiation == Agents.NegotiationPolicy.Escalate)
        {
            foreach (var conflict in negotiations.Where(n => n.IsConflict))
            {
                var winner = conflict.Winner.Finding;
                yield return $"specialists disagree on {winner.Location.Path}:{winner.Location.StartLine} - a person decides";
            }
        }
    }

    private static Verdict Build(
        ReviewState state, ValueList<Finding> negotiated, ValueList<Negotiation> negotiations, ValueList<string> escalations, DateTimeOffset now)
    {
        var findings = negotiated.Where(f => f.Counts)
            .OrderByDescending(f => f.Severity).ThenByDescending(f => f.Confidence)
            .ThenBy(f => f.Location.Path, StringComparer.Ordinal).ThenBy(f => f.Location.StartLine).ThenBy(f => f.RuleId, StringComparer.Ordinal)
            .ToValueList();
        var coverage = state.Specialists.SelectMany(s => Coverage(state, s)).ToValueList();
        return new Verdict(
            StatusOf(state, coverage),
            findings.Count == 0 ? Severity.None : findings[0].Severity,
            ConfidenceOf(findings, coverage, state),
            findings,
            negotiated.Where(f => !f.Counts).OrderBy(f => f.Location.Path, StringComparer.Ordinal).ThenBy(f => f.Location.StartLine).ToValueList(),
            findings.Select(f => f.Recommendation).Distinct().ToValueList(),
            escalations,
            state.Path,
            state.Rationale,
            state.Specialists.Select(SpecialistSummary.Of).ToValueList(),
            state.NotRun,
            negotiations,
            coverage,
            (long)(now - state.RequestedAt).TotalMilliseconds,
            state.Specialists.Sum(s => s.Report?.CostMicroCredits ?? 0),
            RecurrenceOf(state.Change!.Earlier, findings),
            state.Plan!.Market is null ? null : state.Charges().Sum(c => c.MicroCredits));
    }

    /// <summary>A specialist without a report has no findings and rows that say so: silence is never "clean".</summary>
    private static IEnumerable<CoverageRow> Coverage(ReviewState state, Progress progress)
    {
        if (progress.Report is { } report)
        {
            return report.Coverage;
        }

        var status = progress.Status == ProgressStatus.TimedOut ? CoverageStatus.TimedOut : CoverageStatus.Failed;
        return state.Change!.Files.Select(f => new CoverageRow(f.Path, progress.Assignment.Specialist, status, progress.Cause));
    }

    private static VerdictStatus StatusOf(ReviewState state, ValueList<CoverageRow> coverage)
    {
        if (state.Specialists.All(s => s.Report is null))
        {
            return VerdictStatus.Failed;
        }

        var gaps = state.Specialists.Any(s => s.Report is null) || coverage.Any(IsGap);
        return gaps ? VerdictStatus.Partial : VerdictStatus.Complete;
    }

    private static bool IsGap(CoverageRow row) => row.Status is CoverageStatus.Clipped or CoverageStatus.TimedOut or CoverageStatus.Failed;

    private static Confidence ConfidenceOf(ValueList<Finding> findings, ValueList<CoverageRow> coverage, ReviewState state)
    {
        if (state.Specialists.All(s => s.Report is null))
        {
            return new Confidence(0);
        }

        var inScope = coverage.Count(r => r.Status != CoverageStatus.Skipped);
        var read = coverage.Count(r => r.Status == CoverageStatus.Read);
        var missing = state.Specialists.Count(s => s.Report is null);
        var share = inScope > 0
            ? (int)((long)read * Confidence.MaxBasisPoints / inScope)
            : Confidence.MaxBasisPoints * (state.Specialists.Count - missing) / state.Specialists.Count;
        return new Confidence(findings.Count > 0 ? Math.Min(share, findings[0].Confidence.BasisPoints) : share);
    }

    private static Recurrence? RecurrenceOf(EarlierReview? earlier, ValueList<Finding> findings)
    {
        if (earlier is null)
        {
            return null;
        }

        var now = findings.SelectMany(f => new[] { f.Fingerprint.Primary, f.Fingerprint.Context }).ToHashSet(StringComparer.Ordinal);
        var before = earlier.Findings.SelectMany(f => new[] { f.Primary, f.Context }).ToHashSet(StringComparer.Ordinal);
        return new Recurrence(
            earlier.ReviewId,
            findings.Where(f => before.Contains(f.Fingerprint.Primary) || before.Contains(f.Fingerprint.Context)).Select(f => f.Fingerprint.Primary).ToValueList(),
            earlier.Findings.Where(f => !now.Contains(f.Primary) && !now.Contains(f.Context)).ToValueList());
    }
}
