using System.Data.Common;
using Synapse.Core.Findings;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Reviews;
using Synapse.Storage.Sql;

namespace Synapse.Storage.Views;

/// <summary>The tables of the read models, in the order in which a stream's rows are read. What is missing is 0, and an instant is UTC ticks.</summary>
internal static class ViewTables
{
    public static ViewTable Reviews { get; } = ViewTable.Of<ReviewRow>(
        "reviews",
        r => new ReviewRow(
            IdAt(r), (ReviewStanding)r.Whole(3), r.GetString(4), r.GetString(6), r.GetString(7), r.GetString(8), r.Whole(9),
            r.GetString(10), (DecisionPath)r.Whole(11), r.Instant(12), r.Instant(13), r.GetInt64(14) == 0 ? null : r.Instant(14), (Severity)r.Whole(15), new Confidence(r.Whole(16)),
            new FindingCounts(r.Whole(17), r.Whole(18), r.Whole(19), r.Whole(20), r.Whole(21)), r.Whole(22), r.GetInt64(23), r.GetInt64(24), r.GetString(25)),
        ("ordinal", r => (long)r.Ordinal),
        ("tenant", r => r.Id.Tenant),
        ("id", r => r.Id.Id),
        ("standing", r => (long)r.Standing),
        ("title", r => r.Title),
        ("folded_title", r => Folded(r.Title)),
        ("author", r => r.Author),
        ("base_revision", r => r.BaseRevision),
        ("head_revision", r => r.HeadRevision),
        ("files", r => (long)r.Files),
        ("content_digest", r => r.ContentDigest),
        ("decision_path", r => (long)r.DecisionPath),
        ("requested_ticks", r => r.RequestedAt.UtcTicks),
        ("deadline_ticks", r => r.Deadline.UtcTicks),
        ("ended_ticks", r => r.EndedAt?.UtcTicks ?? 0L),
        ("severity", r => (long)r.Severity),
        ("confidence", r => (long)r.Confidence.BasisPoints),
        ("findings", r => (long)r.Findings.All),
        ("critical", r => (long)r.Findings.Critical),
        ("high", r => (long)r.Findings.High),
        ("medium", r => (long)r.Findings.Medium),
        ("low", r => (long)r.Findings.Low),
        ("suppressed", r => (long)r.Suppressed),
        ("duration_ms", r => r.DurationMilliseconds),
        ("cost", r => r.CostMicroCredits),
        ("remarks", r => r.Remarks));

    public static ViewTable Specialists { get; } = ViewTable.Of<SpecialistRow>(
        "review_specialists",
        r => new SpecialistRow(
            IdAt(r), r.Whole(0), r.Instant(3), r.GetString(4), r.GetString(5), (SpecialistOutcome)r.Whole(6), r.GetString(7),
            r.Whole(8), r.GetInt64(9), r.GetInt64(10), new CoverageCounts(r.Whole(11), r.Whole(12), r.Whole(13), r.Whole(14), r.Whole(15))),
        ("ordinal", r => (long)r.Ordinal),
        ("tenant", r => r.Review.Tenant),
        ("review", r => r.Review.Id),
        ("ended_ticks", r => r.EndedAt.UtcTicks),
        ("specialist", r => r.Specialist),
        ("version", r => r.Version),
        ("outcome", r => (long)r.Outcome),
        ("cause", r => r.Cause),
        ("findings", r => (long)r.Findings),
        ("duration_ms", r => r.DurationMilliseconds),
        ("cost", r => r.CostMicroCredits),
        ("files_read", r => (long)r.Coverage.Read),
        ("files_skipped", r => (long)r.Coverage.Skipped),
        ("files_clipped", r => (long)r.Coverage.Clipped),
        ("files_timed_out", r => (long)r.Coverage.TimedOut),
        ("files_failed", r => (long)r.Coverage.Failed));

    public static ViewTable Findings { get; } = ViewTable.Of<FindingRow>(
        "findings",
        r => new FindingRow(
            IdAt(r), r.Whole(0), r.Instant(3), r.GetString(4), (Category)r.Whole(5), (Severity)r.Whole(6),
            new Confidence(r.Whole(7)), r.GetString(8), r.Whole(9), r.Whole(10), r.GetString(11), r.GetString(12), r.GetString(13), r.GetString(14), r.GetString(15)),
        ("ordinal", r => (long)r.Ordinal),
        ("tenant", r => r.Review.Tenant),
        ("review", r => r.Review.Id),
        ("requested_ticks", r => r.RequestedAt.UtcTicks),
        ("rule", r => r.RuleId),
        ("category", r => (long)r.Category),
        ("severity", r => (long)r.Severity),
        ("confidence", r => (long)r.Confidence.BasisPoints),
        ("path", r => r.Path),
        ("start_line", r => (long)r.StartLine),
        ("end_line", r => (long)r.EndLine),
        ("fingerprint", r => r.Fingerprint),
        ("specialist", r => r.Specialist),
        ("message", r => r.Message),
        ("suppression", r => r.Suppression),
        ("json", r => r.Json));

    public static ViewTable Gaps { get; } = ViewTable.Of<CoverageGapRow>(
        "coverage_gaps",
        r => new CoverageGapRow(r.Whole(0), r.GetString(1), r.GetString(2), (CoverageStatus)r.Whole(3), r.GetString(4)),
        ("ordinal", r => (long)r.Ordinal),
        ("specialist", r => r.Specialist),
        ("path", r => r.Path),
        ("status", r => (long)r.Status),
        ("reason", r => r.Reason));

    public static IReadOnlyList<ViewTable> All { get; } = [Reviews, Specialists, Findings, Gaps];

    public static ViewTable Of(ViewRow row) => All.First(t => t.Type == row.GetType());

    /// <summary>A text as it is searched in: upper case, the same in every database.</summary>
    public static string Folded(string text) => text.ToUpperInvariant();

    /// <summary>Tenant and id stand second and third.</summary>
    private static AggregateId IdAt(DbDataReader row) => new(row.GetString(1), ReviewAggregate.Kind, row.GetString(2));
}
