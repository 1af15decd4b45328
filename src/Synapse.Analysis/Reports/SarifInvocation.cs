using System.Globalization;
using System.Text.Json;
using Synapse.Core.Findings;
using Synapse.Core.Reviews;

namespace Synapse.Analysis.Reports;

/// <summary>The invocation of a SARIF run, with a notification for everything that was not read in full.</summary>
internal static class SarifInvocation
{
    public static void Write(Utf8JsonWriter json, ReviewOutcome outcome, int omitted)
    {
        var gaps = outcome.Verdict.Coverage.Where(r => r.Status != CoverageStatus.Read).ToList();
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", outcome.Verdict.Status is VerdictStatus.Complete or VerdictStatus.Partial);
        json.WriteNumber("exitCode", outcome.ExitCode);
        json.WriteString("startTimeUtc", Time(outcome.StartedAt));
        json.WriteString("endTimeUtc", Time(outcome.StartedAt.AddMilliseconds(outcome.Verdict.DurationMilliseconds)));
        json.WriteStartArray("toolExecutionNotifications");
        if (omitted > 0)
        {
            Notify(json, "results-omitted", "warning", $"{omitted} more results are not listed: a run shows at most {SarifReport.MaxResults}.");
        }

        foreach (var escalation in outcome.Verdict.Escalations)
        {
            Notify(json, "escalation", "error", escalation);
        }

        foreach (var clip in outcome.Clips)
        {
            Notify(json, "clip." + clip.Limit, "warning", clip.Message, clip.Path);
        }

        foreach (var row in gaps.Take(SarifReport.MaxNotifications))
        {
            var level = row.Status == CoverageStatus.Skipped ? "note" : row.Status == CoverageStatus.Clipped ? "warning" : "error";
            Notify(json, "coverage." + ReportText.Of(row.Status), level, $"{row.Specialist}: {ReportText.Of(row.Status)}: {row.Reason}", row.Path);
        }

        if (gaps.Count > SarifReport.MaxNotifications)
        {
            Notify(json, "notifications-omitted", "warning", $"{gaps.Count - SarifReport.MaxNotifications} more coverage notifications are not listed.");
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static void Notify(Utf8JsonWriter json, string id, string level, string text, string path = "")
    {
        json.WriteStartObject();
        json.WriteStartObject("descriptor");
        json.WriteString("id", id);
        json.WriteEndObject();
        json.WriteString("level", level);
        SarifReport.Text(json, "message", text);
        if (path.Length > 0)
        {
            json.WriteStartArray("locations");
            json.WriteStartObject();
            json.WriteStartObject("physicalLocation");
            SarifReport.WriteArtifact(json, path);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
