using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using Synapse.Core.Findings;

namespace Synapse.Analysis.Suppressions;

/// <summary>The findings a team has accepted as known: they stay in the report as suppressed and do not count.</summary>
public sealed class Baseline
{
    public const string FileName = ".synapse-baseline.json";
    private const int Version = 1;

    private readonly FrozenSet<string> _fingerprints;
    private readonly IReadOnlyList<Entry> _entries;

    private Baseline(IReadOnlyList<Entry> entries)
    {
        _entries = entries;
        _fingerprints = entries.SelectMany(e => (string[])[e.Primary, e.Context]).Where(f => f.Length > 0).ToFrozenSet(StringComparer.Ordinal);
    }

    public static Baseline Empty { get; } = new([]);

    public bool Contains(Finding finding) =>
        _fingerprints.Count > 0 && (_fingerprints.Contains(finding.Fingerprint.Primary) || _fingerprints.Contains(finding.Fingerprint.Context));

    public static (Baseline Baseline, string? Problem) Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (!document.RootElement.TryGetProperty("version", out var version) || !version.TryGetInt32(out var number) || number != Version)
            {
                return (Empty, $"{FileName}: $.version: must be {Version}; write the file anew with 'synapse baseline'");
            }

            var entries = new List<Entry>();
            foreach (var finding in document.RootElement.GetProperty("findings").EnumerateArray())
            {
                entries.Add(new Entry(Text(finding, "rule"), Text(finding, "path"), Text(finding, "fingerprint"), Text(finding, "context")));
            }

            return (new Baseline(entries), null);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return (Empty, $"{FileName}: not a baseline; write the file anew with 'synapse baseline'");
        }
    }

    public static Baseline Of(IEnumerable<Finding> findings) =>
        new([.. findings.Select(f => new Entry(f.RuleId, f.Location.Path, f.Fingerprint.Primary, f.Fingerprint.Context))]);

    public int Count => _entries.Count;

    /// <summary>Only what was accepted in files whose path fits.</summary>
    public Baseline Where(Func<string, bool> fits) => new([.. _entries.Where(e => fits(e.Path))]);

    public Baseline With(Baseline other) => new([.. _entries.Union(other._entries)]);

    /// <summary>The file's text: one line per finding, ordered, so that a diff of it reads well.</summary>
    public string Write()
    {
        var lines = _entries
            .OrderBy(e => e.Path, StringComparer.Ordinal).ThenBy(e => e.Rule, StringComparer.Ordinal).ThenBy(e => e.Primary, StringComparer.Ordinal)
            .Select(e => $"    {{ \"rule\": {Quote(e.Rule)}, \"path\": {Quote(e.Path)}, \"fingerprint\": {Quote(e.Primary)}, \"context\": {Quote(e.Context)} }}");
        return new StringBuilder()
            .Append("{\n  \"version\": ").Append(Version).Append(",\n  \"findings\": [\n")
            .AppendJoin(",\n", lines)
            .Append("\n  ]\n}\n").ToString();
    }

    private static string Text(JsonElement finding, string name) => finding.GetProperty(name).GetString() ?? "";

    private static string Quote(string text) => "\"" + JsonEncodedText.Encode(text) + "\"";

    private sealed record Entry(string Rule, string Path, string Primary, string Context);
}
