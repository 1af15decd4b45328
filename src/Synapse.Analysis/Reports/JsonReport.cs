using System.Text.Json;
using Synapse.Core;
using Synapse.Core.Findings;
using Synapse.Core.Reviews;

namespace Synapse.Analysis.Reports;

/// <summary>The JSON report. Its shape is documented in infra/report.schema.json and versioned in <c>schemaVersion</c>.</summary>
public static class JsonReport
{
    public const string SchemaVersion = "1.0";

    public static void Write(Stream target, ReviewOutcome outcome)
    {
        using var json = new Utf8JsonWriter(target, ReportText.Json);
        var verdict = outcome.Verdict;
        json.WriteStartObject();
        json.WriteString("schemaVersion", SchemaVersion);
        json.WriteString("reviewId", outcome.ReviewId);
        json.WriteString("toolVersion", outcome.ToolVersion);
        WriteChange(json, outcome);
        json.WriteString("status", ReportText.Of(verdict.Status));
        json.WriteString("severity", Names.Of(verdict.Severity));
        json.WriteNumber("confidence", verdict.Confidence.AsShare);
        json.WriteStartObject("gate");
        json.WriteString("failOn", Names.Of(outcome.FailOn));
        json.WriteNumber("exitCode", outcome.ExitCode);
        json.WriteEndObject();
        WriteFindings(json, "findings", verdict.Findings, verdict.Recurrence);
        WriteFindings(json, "suppressed", verdict.Suppressed, null);
        WriteStrings(json, "recommendations", verdict.Recommendations);
        WriteStrings(json, "escalations", verdict.Escalations);
        WriteNegotiations(json, verdict);
        WriteMetadata(json, verdict);
        WriteCoverage(json, outcome);
        json.WriteEndObject();
    }

    private static void WriteChange(Utf8JsonWriter json, ReviewOutcome outcome)
    {
        json.WriteStartObject("change");
        json.WriteString("source", outcome.Source);
        json.WriteString("title", outcome.Title);
        json.WriteString("baseRevision", outcome.BaseRevision);
        json.WriteString("headRevision", outcome.HeadRevision);
        json.WriteNumber("filesChanged", outcome.FilesChanged);
        json.WriteNumber("linesAdded", outcome.LinesAdded);
        json.WriteNumber("linesRemoved", outcome.LinesRemoved);
        json.WriteEndObject();
    }

    private static void WriteFindings(Utf8JsonWriter json, string name, ValueList<Finding> findings, Recurrence? recurrence)
    {
        json.WriteStartArray(name);
        foreach (var finding in findings)
        {
            WriteFinding(json, finding, recurrence);
        }

        json.WriteEndArray();
    }

    /// <summary>One finding, as everywhere in the report.</summary>
    public static void WriteFinding(Utf8JsonWriter json, Finding finding, Recurrence? recurrence)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.RuleId);
        json.WriteString("title", finding.Title);
        json.WriteString("category", Names.Of(finding.Category));
        json.WriteStartArray("cwe");
        foreach (var cwe in finding.Cwe)
        {
            json.WriteNumberValue(cwe);
        }

        json.WriteEndArray();
        json.WriteString("severity", Names.Of(finding.Severity));
        json.WriteNumber("confidence", finding.Confidence.AsShare);
        WriteLocation(json, finding.Location);
        json.WriteString("message", finding.Message);
        json.WriteString("recommendation", finding.Recommendation);
        if (finding.Replacement is { } replacement)
        {
            json.WriteString("replacement", replacement);
        }

        json.WriteStartArray("evidence");
        foreach (var evidence in finding.Evidence)
        {
            json.WriteStartObject();
            WriteLocation(json, evidence.Location);
            json.WriteString("snippet", evidence.Snippet);
            json.WriteString("note", evidence.Note);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("fingerprint", finding.Fingerprint.Primary);
        json.WriteString("contextFingerprint", finding.Fingerprint.Context);
        json.WriteString("specialist", finding.Specialist);
        if (recurrence is not null)
        {
            json.WriteBoolean("recurring", recurrence.Recurring.Contains(finding.Fingerprint.Primary));
        }

        if (finding.Suppression is { } suppression)
        {
            json.WriteStartObject("suppression");
            json.WriteString("kind", suppression.Kind);
            json.WriteString("reason", suppression.Reason);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteLocation(Utf8JsonWriter json, Location location)
    {
        json.WriteStartObject("location");
        json.WriteString("path", location.Path);
        json.WriteString("side", ReportText.Of(location.Side));
        json.WriteNumber("startLine", location.StartLine);
        json.WriteNumber("endLine", location.EndLine);
        json.WriteNumber("startColumn", location.StartColumn);
        json.WriteNumber("endColumn", location.EndColumn);
        json.WriteEndObject();
    }

    private static void WriteNegotiations(Utf8JsonWriter json, Verdict verdict)
    {
        json.WriteStartArray("negotiations");
        foreach (var negotiation in verdict.Negotiations)
        {
            json.WriteStartObject();
            json.WriteString("policy", negotiation.Policy);
            json.WriteBoolean("conflict", negotiation.IsConflict);
            json.WriteString("severity", Names.Of(negotiation.Severity));
            json.WriteStartArray("claims");
            foreach (var claim in negotiation.Claims)
            {
                json.WriteStartObject();
                json.WriteString("specialist", claim.Finding.Specialist);
                json.WriteBoolean("won", claim.Won);
                json.WritePropertyName("finding");
                WriteFinding(json, claim.Finding, null);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The fields of one specialist, inside an object that is open.</summary>
    public static void WriteFields(Utf8JsonWriter json, SpecialistSummary specialist)
    {
        json.WriteString("id", specialist.Specialist);
        json.WriteString("version", specialist.Version);
        json.WriteString("outcome", ReportText.Of(specialist.Outcome));
        json.WriteString("cause", specialist.Cause);
        json.WriteNumber("findings", specialist.Findings);
        json.WriteNumber("durationMs", specialist.DurationMilliseconds);
        json.WriteNumber("costMicroCredits", specialist.CostMicroCredits);
    }

    public static void WriteCoverageRow(Utf8JsonWriter json, CoverageRow row)
    {
        json.WriteStartObject();
        json.WriteString("path", row.Path);
        json.WriteString("specialist", row.Specialist);
        json.WriteString("status", ReportText.Of(row.Status));
        json.WriteString("reason", row.Reason);
        json.WriteEndObject();
    }

    private static void WriteMetadata(Utf8JsonWriter json, Verdict verdict)
    {
        json.WriteStartObject("metadata");
        json.WriteString("decisionPath", ReportText.Of(verdict.DecisionPath));
        WriteStrings(json, "rationale", verdict.Rationale);
        json.WriteNumber("specialistsResolved", verdict.SpecialistsResolved);
        json.WriteStartArray("specialists");
        foreach (var specialist in verdict.Specialists)
        {
            json.WriteStartObject();
            WriteFields(json, specialist);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteStrings(json, "notRun", verdict.NotRun);
        json.WriteNumber("durationMs", verdict.DurationMilliseconds);
        json.WriteNumber("negotiations", verdict.Negotiations.Count);
        json.WriteNumber("costMicroCredits", verdict.CostMicroCredits);
        if (verdict.PriceMicroCredits is { } price)
        {
            json.WriteNumber("priceMicroCredits", price);
        }

        if (verdict.Recurrence is { } recurrence)
        {
            json.WriteString("earlierReviewId", recurrence.EarlierReviewId);
            json.WriteNumber("resolvedSinceEarlier", recurrence.Resolved.Count);
        }

        json.WriteEndObject();
    }

    private static void WriteCoverage(Utf8JsonWriter json, ReviewOutcome outcome)
    {
        json.WriteStartArray("coverage");
        foreach (var row in outcome.Verdict.Coverage)
        {
            WriteCoverageRow(json, row);
        }

        json.WriteEndArray();
        json.WriteStartArray("clips");
        foreach (var clip in outcome.Clips)
        {
            json.WriteStartObject();
            json.WriteString("path", clip.Path);
            json.WriteString("limit", clip.Limit);
            json.WriteString("message", clip.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, ValueList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

}
