using System.Globalization;
using System.Text.Json;
using Synapse.Core.Findings;

namespace Synapse.Analysis.Analysers;

/// <summary>Reads SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html).</summary>
internal static class SarifOutput
{
    public static (IReadOnlyList<AnalyserFinding> Findings, string? Problem) Read(JsonElement root)
    {
        var findings = new List<AnalyserFinding>();
        foreach (var run in root.GetProperty("runs").EnumerateArray())
        {
            if (Items(run, "invocations").Any(i => i.TryGetProperty("executionSuccessful", out var ok) && ok.ValueKind == JsonValueKind.False))
            {
                return ([], "it says itself that it did not succeed");
            }

            var rules = Items(run.GetProperty("tool").GetProperty("driver"), "rules").ToList();
            foreach (var result in Items(run, "results"))
            {
                // What passed, or was suppressed by whoever runs the analyser, is no finding.
                if (Items(result, "suppressions").Any() || (Text(result, "kind") is { Length: > 0 } kind && kind is not ("fail" or "open" or "review")))
                {
                    continue;
                }

                findings.AddRange(Items(result, "locations").Take(1).Select(l => Finding(result, l.GetProperty("physicalLocation"), RuleOf(result, rules))));
            }
        }

        return (findings, null);
    }

    private static AnalyserFinding Finding(JsonElement result, JsonElement place, JsonElement? rule)
    {
        var region = place.TryGetProperty("region", out var at) ? at : default;
        var line = region.ValueKind == JsonValueKind.Object ? AnalyserOutput.Number(region, "startLine", 1) : 1;
        var column = region.ValueKind == JsonValueKind.Object ? AnalyserOutput.Number(region, "startColumn", 0) : 0;
        var properties = rule is { } r && r.TryGetProperty("properties", out var bag) ? bag : default;
        var level = Text(result, "level") is { Length: > 0 } own ? own : rule is { } known && known.TryGetProperty("defaultConfiguration", out var usual) ? Text(usual, "level") : "warning";
        return new AnalyserFinding(
            Text(result, "ruleId") is { Length: > 0 } id ? id : rule is { } named ? Text(named, "id") : "result",
            Uri.UnescapeDataString(place.GetProperty("artifactLocation").GetProperty("uri").GetString()!),
            line,
            region.ValueKind == JsonValueKind.Object ? AnalyserOutput.Number(region, "endLine", line) : line,
            column,
            region.ValueKind == JsonValueKind.Object ? AnalyserOutput.Number(region, "endColumn", 1) - 1 : 0,
            SeverityOf(properties, level),
            result.GetProperty("message").GetProperty("text").GetString()!)
        {
            Confidence = Text(properties, "precision") switch
            {
                "very-high" => new Confidence(9_500),
                "high" => new Confidence(8_500),
                "medium" => new Confidence(6_000),
                "low" => new Confidence(3_000),
                _ => new Confidence(7_000),
            },
            Cwe = [.. Items(properties, "tags").Select(Cwe).Where(c => c > 0).Distinct()],
            Title = rule is { } titled && titled.TryGetProperty("shortDescription", out var description) ? Text(description, "text") : "",
            HelpAddress = rule is { } helped ? Text(helped, "helpUri") : "",
        };
    }

    /// <summary>GitHub's scale of <c>security-severity</c>, where there is one: over 9 is critical, from 7 high, from 4 medium.</summary>
    private static Severity SeverityOf(JsonElement properties, string level) =>
        double.TryParse(Text(properties, "security-severity"), NumberStyles.Float, CultureInfo.InvariantCulture, out var score)
            ? score >= 9 ? Severity.Critical : score >= 7 ? Severity.High : score >= 4 ? Severity.Medium : Severity.Low
            : AnalyserOutput.SeverityOf(level);

    /// <summary>The number in a tag such as <c>external/cwe/cwe-079</c> or <c>CWE-79: ...</c>, or 0.</summary>
    private static int Cwe(JsonElement tag)
    {
        var text = tag.ValueKind == JsonValueKind.String ? tag.GetString()! : "";
        var at = text.IndexOf("cwe-", StringComparison.OrdinalIgnoreCase);
        var digits = at < 0 ? "" : string.Concat(text.Skip(at + 4).TakeWhile(char.IsAsciiDigit));
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    private static JsonElement? RuleOf(JsonElement result, List<JsonElement> rules)
    {
        var index = AnalyserOutput.Number(result, "ruleIndex", -1);
        if (index >= 0 && index < rules.Count)
        {
            return rules[index];
        }

        var id = Text(result, "ruleId");
        var found = rules.FindIndex(r => Text(r, "id") == id);
        return found >= 0 ? rules[found] : null;
    }

    private static IEnumerable<JsonElement> Items(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : [];

    private static string Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
}
