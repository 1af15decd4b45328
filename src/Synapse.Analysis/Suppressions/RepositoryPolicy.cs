using System.Globalization;
using System.Text.Json;
using Synapse.Core.Findings;

namespace Synapse.Analysis.Suppressions;

/// <summary>A path rule of <c>.synapse.json</c>: findings of these rules in these paths do not count, for this reason.</summary>
public sealed record PathRule(IReadOnlyList<string> Paths, IReadOnlyList<string> Rules, string Reason)
{
    private PathGlob[]? _globs;

    internal bool Covers(Finding finding) =>
        RuleSelector.SelectsAny(Rules, finding.RuleId) && (_globs ??= [.. Paths.Select(p => new PathGlob(p))]).Any(g => g.IsMatch(finding.Location.Path));
}

/// <summary>
/// What a reviewed repository says about its own reviews, in <c>.synapse.json</c> of its base revision: a change can not
/// silence its own findings by editing it.
/// </summary>
public sealed record RepositoryPolicy(IReadOnlyList<PathRule> Ignore, IReadOnlyList<string> HotFunctions, Baseline Baseline)
{
    public const string FileName = ".synapse.json";

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>What is less sure than this stays in the full report and does not count: of findings that are wrong more often than not people learn to read none.</summary>
    public Confidence MinConfidence { get; init; } = new(4_000);

    public static RepositoryPolicy Empty { get; } = new([], [], Baseline.Empty);

    public Suppression? For(Finding finding)
    {
        foreach (var rule in Ignore)
        {
            if (rule.Covers(finding))
            {
                return new Suppression(Suppression.PathRule, rule.Reason);
            }
        }

        return Baseline.Contains(finding) ? new Suppression(Suppression.Baseline, "known when the baseline was taken")
            : finding.Confidence.CompareTo(MinConfidence) < 0 ? new Suppression(Suppression.Unsure, string.Create(CultureInfo.InvariantCulture, $"less sure than {MinConfidence.AsShare:0.##%}"))
            : null;
    }

    /// <summary>Reads the file. Problems name their JSON path; with any, the policy is not to be used.</summary>
    public static (RepositoryPolicy Policy, IReadOnlyList<string> Problems) Read(string json)
    {
        var problems = new List<string>();
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            var root = document.RootElement;
            var ignore = new List<PathRule>();
            IReadOnlyList<string> hot = [];
            var least = Empty.MinConfidence;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return (Empty, [$"{FileName}: $: must be an object"]);
            }

            foreach (var property in root.EnumerateObject())
            {
                switch (property.Name)
                {
                    case "ignore":
                        ignore.AddRange(ReadRules(property.Value, problems));
                        break;
                    case "hotFunctions":
                        hot = Strings(property.Value, "$.hotFunctions", problems);
                        break;
                    case "minConfidence" when property.Value.ValueKind == JsonValueKind.Number && property.Value.TryGetDecimal(out var share) && share is >= 0 and <= 1:
                        least = new Confidence((int)(share * Confidence.MaxBasisPoints));
                        break;
                    case "minConfidence":
                        problems.Add($"{FileName}: $.minConfidence: must be a number from 0 (everything is told) to 1");
                        break;
                    case "$schema":
                        break;
                    default:
                        problems.Add($"{FileName}: $.{property.Name}: unknown key; allowed: ignore, hotFunctions, minConfidence");
                        break;
                }
            }

            return (new RepositoryPolicy(ignore, hot, Baseline.Empty) { MinConfidence = least }, problems);
        }
        catch (JsonException e)
        {
            return (Empty, [$"{FileName}: line {e.LineNumber + 1}: not valid JSON"]);
        }
    }

    /// <summary>The file's text, without the baseline, which has a file of its own.</summary>
    public string Write()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteStartArray("ignore");
            foreach (var rule in Ignore)
            {
                json.WriteStartObject();
                WriteList(json, "paths", rule.Paths);
                WriteList(json, "rules", rule.Rules);
                json.WriteString("reason", rule.Reason);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            WriteList(json, "hotFunctions", HotFunctions);
            json.WriteNumber("minConfidence", MinConfidence.AsShare);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteList(Utf8JsonWriter json, string name, IReadOnlyList<string> items)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStringValue(item);
        }

        json.WriteEndArray();
    }

    private static IEnumerable<PathRule> ReadRules(JsonElement list, List<string> problems)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            problems.Add($"{FileName}: $.ignore: must be a list");
            yield break;
        }

        var index = 0;
        foreach (var item in list.EnumerateArray())
        {
            var path = $"$.ignore[{index++}]";
            if (item.ValueKind != JsonValueKind.Object)
            {
                problems.Add($"{FileName}: {path}: must be an object with paths, rules and reason");
                continue;
            }

            foreach (var unknown in item.EnumerateObject().Where(p => p.Name is not ("paths" or "rules" or "reason")))
            {
                problems.Add($"{FileName}: {path}.{unknown.Name}: unknown key; allowed: paths, rules, reason");
            }

            var paths = item.TryGetProperty("paths", out var p) ? Strings(p, path + ".paths", problems) : [];
            var rules = item.TryGetProperty("rules", out var r) ? Strings(r, path + ".rules", problems) : [];
            var reason = item.TryGetProperty("reason", out var t) && t.ValueKind == JsonValueKind.String ? t.GetString()!.Trim() : "";
            if (paths.Count == 0 || rules.Count == 0 || reason.Length == 0)
            {
                problems.Add($"{FileName}: {path}: needs paths, rules and a reason; a rule without a reason is not applied");
                continue;
            }

            yield return new PathRule(paths, rules, reason);
        }
    }

    private static IReadOnlyList<string> Strings(JsonElement element, string path, List<string> problems)
    {
        if (element.ValueKind == JsonValueKind.Array && element.EnumerateArray().All(e => e.ValueKind == JsonValueKind.String && e.GetString()!.Length > 0))
        {
            return [.. element.EnumerateArray().Select(e => e.GetString()!)];
        }

        problems.Add($"{FileName}: {path}: must be a list of texts");
        return [];
    }
}
