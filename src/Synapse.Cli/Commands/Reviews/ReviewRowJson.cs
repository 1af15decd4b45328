using System.Text.Json;
using Synapse.Analysis.Reports;
using Synapse.Core.Findings;
using Synapse.Runtime.Reviews;

namespace Synapse.Cli.Commands.Reviews;

/// <summary>A review of the list as JSON, with the names that the report of a review uses.</summary>
internal static class ReviewRowJson
{
    public static void WriteFields(Utf8JsonWriter json, ReviewRow row)
    {
        json.WriteString("id", row.Id.Id);
        json.WriteString("tenant", row.Id.Tenant);
        json.WriteString("status", ReviewNames.Of(row.Standing));
        json.WriteString("title", row.Title);
        json.WriteString("author", row.Author);
        json.WriteString("baseRevision", row.BaseRevision);
        json.WriteString("headRevision", row.HeadRevision);
        json.WriteNumber("filesChanged", row.Files);
        json.WriteString("contentDigest", row.ContentDigest);
        json.WriteString("decisionPath", ReportText.Of(row.DecisionPath));
        json.WriteString("requestedAt", row.RequestedAt);
        json.WriteString("deadline", row.Deadline);
        if (row.EndedAt is { } endedAt)
        {
            json.WriteString("endedAt", endedAt);
        }

        json.WriteString("severity", Names.Of(row.Severity));
        json.WriteNumber("confidence", row.Confidence.AsShare);
        json.WriteStartObject("findingCounts");
        json.WriteNumber("all", row.Findings.All);
        json.WriteNumber("critical", row.Findings.Critical);
        json.WriteNumber("high", row.Findings.High);
        json.WriteNumber("medium", row.Findings.Medium);
        json.WriteNumber("low", row.Findings.Low);
        json.WriteEndObject();
        json.WriteNumber("suppressedCount", row.Suppressed);
        json.WriteNumber("durationMs", row.DurationMilliseconds);
        json.WriteNumber("costMicroCredits", row.CostMicroCredits);
        json.WriteString("remarks", row.Remarks);
    }
}
