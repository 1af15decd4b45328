using System.Globalization;
using System.Text.Json;
using Synapse.Analysis.Rules;
using Synapse.Core.Findings;
using Synapse.Core.Reviews;

namespace Synapse.Analysis.Reports;

/// <summary>
/// Writes SARIF 2.1.0 (OASIS), within the limits of GitHub code scanning. What does not fit is counted in a notification and in the
/// run's properties, never silently cut.
/// </summary>
public static class SarifReport
{
    /// <summary>GitHub shows at most this many results of a run.</summary>
    public const int MaxResults = 5_000;

    /// <summary>Notifications about files that were not read in full; the rest is counted.</summary>
    public const int MaxNotifications = 5_000;

    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    public static void Write(Stream target, ReviewOutcome outcome)
    {
        using var json = new Utf8JsonWriter(target, ReportText.Json);
        var results = outcome.Verdict.Findings.Concat(outcome.Verdict.Suppressed).ToList();
        var shown = results.Take(MaxResults).ToList();
        var rules = shown.Select(f => f.RuleId).Distinct().Order(StringComparer.Ordinal).ToList();
        json.WriteStartObject();
        json.WriteString("$schema", Schema);
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        WriteTool(json, outcome, rules, shown);
        SarifInvocation.Write(json, outcome, results.Count - shown.Count);
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartObject("originalUriBaseIds");
        json.WriteStartObject("SRCROOT");
        json.WriteStartObject("description");
        json.WriteString("text", "The root of the reviewed repository.");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("automationDetails");
        json.WriteString("id", "synapse/" + outcome.ReviewId);
        json.WriteEndObject();
        json.WriteStartArray("results");
        foreach (var finding in shown)
        {
            WriteResult(json, outcome, finding, rules.IndexOf(finding.RuleId));
        }

        json.WriteEndArray();
        WriteProperties(json, outcome, results.Count - shown.Count);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTool(Utf8JsonWriter json, ReviewOutcome outcome, List<string> ids, List<Finding> shown)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "Synapse");
        json.WriteString("version", outcome.ToolVersion);
        json.WriteStartArray("rules");
        foreach (var id in ids)
        {
            WriteRule(json, shown.First(f => f.RuleId == id), outcome.Rules.FirstOrDefault(r => r.Id == id));
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter json, Finding sample, Rule? rule)
    {
        var severity = rule?.Severity ?? sample.Severity;
        json.WriteStartObject();
        json.WriteString("id", sample.RuleId);
        json.WriteString("name", sample.Title);
        Text(json, "shortDescription", sample.Title);
        Text(json, "fullDescription", rule?.Message ?? sample.Message);
        json.WriteStartObject("help");
        json.WriteString("text", $"{rule?.Message ?? sample.Message}\n{rule?.Recommendation ?? sample.Recommendation}");
        json.WriteString("markdown", RuleHelp.Markdown(sample, rule));
        json.WriteEndObject();
        if (rule is { References.Count: > 0 })
        {
            json.WriteString("helpUri", rule.References[0]);
        }

        json.WriteStartObject("defaultConfiguration");
        json.WriteString("level", Level(severity));
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteStartArray("tags");
        foreach (var tag in Tags(sample))
        {
            json.WriteStringValue(tag);
        }

        json.WriteEndArray();
        json.WriteString("precision", Precision(rule?.Confidence ?? sample.Confidence));
        if (sample.Category is Category.Security or Category.Secrets)
        {
            json.WriteString("security-severity", SecuritySeverity(severity));
        }

        json.WriteString("problem.severity", severity >= Severity.High ? "error" : severity == Severity.Medium ? "warning" : "recommendation");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, ReviewOutcome outcome, Finding finding, int ruleIndex)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.RuleId);
        json.WriteNumber("ruleIndex", ruleIndex);
        json.WriteString("level", Level(finding.Severity));
        json.WriteString("kind", "fail");
        json.WriteNumber("rank", finding.Confidence.BasisPoints / 100m);
        Text(json, "message", $"{finding.Message} {finding.Recommendation}");
        json.WriteStartArray("locations");
        WriteLocation(json, finding.Location, finding.Evidence.Count > 0 ? finding.Evidence[0].Snippet : null);
        json.WriteEndArray();
        if (finding.Evidence.Count > 1)
        {
            WriteFlow(json, finding);
        }

        json.WriteStartObject("partialFingerprints");
        json.WriteString("synapseFingerprint/v1", finding.Fingerprint.Primary);
        json.WriteString("synapseContext/v1", finding.Fingerprint.Context);
        json.WriteEndObject();
        if (outcome.Verdict.Recurrence is { } recurrence)
        {
            json.WriteString("baselineState", recurrence.Recurring.Contains(finding.Fingerprint.Primary) ? "unchanged" : "new");
        }

        if (finding.Suppression is { } suppression)
        {
            json.WriteStartArray("suppressions");
            json.WriteStartObject();
            json.WriteString("kind", suppression.Kind == Suppression.InSource ? "inSource" : "external");
            json.WriteString("status", "accepted");
            json.WriteString("justification", suppression.Reason);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        if (finding.Replacement is { } replacement && finding.Location.Side == Side.New)
        {
            WriteFix(json, finding, replacement);
        }

        WriteResultProperties(json, finding);
        json.WriteEndObject();
    }

    /// <summary>The way of an outside value to the place, which comes last.</summary>
    private static void WriteFlow(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartArray("codeFlows");
        json.WriteStartObject();
        json.WriteStartArray("threadFlows");
        json.WriteStartObject();
        json.WriteStartArray("locations");
        foreach (var step in finding.Evidence.Skip(1).Append(finding.Evidence[0]))
        {
            json.WriteStartObject();
            json.WritePropertyName("location");
            WriteLocation(json, step.Location, step.Snippet);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteResultProperties(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject("properties");
        json.WriteStartArray("tags");
        foreach (var tag in Tags(finding))
        {
            json.WriteStringValue(tag);
        }

        json.WriteEndArray();
        json.WriteString("severity", Names.Of(finding.Severity));
        json.WriteNumber("confidence", finding.Confidence.AsShare);
        json.WriteString("specialist", finding.Specialist);
        json.WriteString("side", ReportText.Of(finding.Location.Side));
        json.WriteEndObject();
    }

    private static void WriteLocation(Utf8JsonWriter json, Location location, string? snippet)
    {
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        WriteArtifact(json, location.Path);
        json.WriteStartObject("region");
        WriteRegion(json, location);
        if (snippet is not null)
        {
            Text(json, "snippet", snippet);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    internal static void WriteArtifact(Utf8JsonWriter json, string path)
    {
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", Uri(path));
        json.WriteString("uriBaseId", "SRCROOT");
        json.WriteEndObject();
    }

    /// <summary>SARIF's end column is the one after the last character.</summary>
    private static void WriteRegion(Utf8JsonWriter json, Location location)
    {
        json.WriteNumber("startLine", Math.Max(1, location.StartLine));
        json.WriteNumber("endLine", Math.Max(1, Math.Max(location.StartLine, location.EndLine)));
        if (location.StartColumn > 0)
        {
            json.WriteNumber("startColumn", location.StartColumn);
            json.WriteNumber("endColumn", Math.Max(location.EndColumn, location.StartLine == location.EndLine ? location.StartColumn : 1) + 1);
        }
    }

    private static void WriteFix(Utf8JsonWriter json, Finding finding, string replacement)
    {
        json.WriteStartArray("fixes");
        json.WriteStartObject();
        Text(json, "description", finding.Recommendation);
        json.WriteStartArray("artifactChanges");
        json.WriteStartObject();
        WriteArtifact(json, finding.Location.Path);
        json.WriteStartArray("replacements");
        json.WriteStartObject();
        json.WriteStartObject("deletedRegion");
        json.WriteNumber("startLine", finding.Location.StartLine);
        json.WriteNumber("endLine", finding.Location.EndLine);
        json.WriteEndObject();
        Text(json, "insertedContent", replacement);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteProperties(Utf8JsonWriter json, ReviewOutcome outcome, int omitted)
    {
        var verdict = outcome.Verdict;
        json.WriteStartObject("properties");
        json.WriteString("reviewId", outcome.ReviewId);
        json.WriteString("verdict", ReportText.Of(verdict.Status));
        json.WriteString("severity", Names.Of(verdict.Severity));
        json.WriteString("decisionPath", ReportText.Of(verdict.DecisionPath));
        json.WriteNumber("specialistsResolved", verdict.SpecialistsResolved);
        json.WriteNumber("durationMs", verdict.DurationMilliseconds);
        json.WriteNumber("costMicroCredits", verdict.CostMicroCredits);
        json.WriteNumber("resultsOmitted", omitted);
        json.WriteEndObject();
    }

    private static IEnumerable<string> Tags(Finding finding) =>
        finding.Cwe.Take(8).Select(ReportText.CweTag).Prepend(Names.Of(finding.Category)).Concat(finding.Category == Category.Secrets ? ["security"] : []);

    private static string Level(Severity severity) => severity switch
    {
        Severity.Critical or Severity.High => "error",
        Severity.Medium => "warning",
        _ => "note",
    };

    /// <summary>GitHub reads this number as CVSS: critical from 9.0, high from 7.0, medium from 4.0.</summary>
    private static string SecuritySeverity(Severity severity) => severity switch
    {
        Severity.Critical => "9.5",
        Severity.High => "8.0",
        Severity.Medium => "5.5",
        _ => "3.0",
    };

    private static string Precision(Confidence confidence) => confidence.BasisPoints switch
    {
        >= 9_000 => "very-high",
        >= 7_000 => "high",
        >= 5_000 => "medium",
        _ => "low",
    };

    private static string Uri(string path) => string.Join('/', path.Split('/').Select(System.Uri.EscapeDataString));

    internal static void Text(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text.Length == 0 ? " " : text);
        json.WriteEndObject();
    }
}
