using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Synapse.Core.Findings;
using Synapse.Core.Reviews;

namespace Synapse.Analysis.Reports;

/// <summary>Words that several reports share.</summary>
public static class ReportText
{
    /// <summary>Readable JSON: quotes and backticks in code stay as they are; the reports are files, not parts of a page.</summary>
    internal static JsonWriterOptions Json { get; } = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(CoverageStatus status) => status switch
    {
        CoverageStatus.Read => "read",
        CoverageStatus.Skipped => "skipped",
        CoverageStatus.Clipped => "clipped",
        CoverageStatus.TimedOut => "timedOut",
        _ => "failed",
    };

    public static string Of(VerdictStatus status) => status switch
    {
        VerdictStatus.Complete => "complete",
        VerdictStatus.Partial => "partial",
        VerdictStatus.Failed => "failed",
        _ => "cancelled",
    };

    public static string Of(DecisionPath path) => path == DecisionPath.Fast ? "fast" : "deep";

    public static string Of(SpecialistOutcome outcome) => outcome switch
    {
        SpecialistOutcome.Reported => "reported",
        SpecialistOutcome.TimedOut => "timedOut",
        _ => "failed",
    };

    public static string Of(Side side) => side == Side.New ? "new" : "old";

    /// <summary>Micro-credits as credits: <c>0.00</c>, <c>1.25</c>, up to six decimals.</summary>
    public static string Credits(long microCredits) => (microCredits / 1_000_000m).ToString("0.00####", CultureInfo.InvariantCulture);

    /// <summary>What a review cost, and what is paid for it where that was agreed on a market: <c>0.01 credits, price 0.25</c>.</summary>
    public static string Cost(Verdict verdict) =>
        $"{Credits(verdict.CostMicroCredits)} credits{(verdict.PriceMicroCredits is { } price ? $", price {Credits(price)}" : "")}";

    public static string Percent(Confidence confidence) => (confidence.BasisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    public static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : string.Create(CultureInfo.InvariantCulture, $"{number:#,0} {noun}s");

    /// <summary>One finding per severity that occurs: <c>1 high, 2 low</c>.</summary>
    public static string Severities(IEnumerable<Finding> findings) => string.Join(
        ", ", findings.GroupBy(f => f.Severity).OrderByDescending(g => g.Key).Select(g => $"{g.Count()} {Names.Of(g.Key)}"));

    public static string CweTag(int number) => "external/cwe/cwe-" + number.ToString("000", CultureInfo.InvariantCulture);
}
