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

    private Baseline(IEnumerable<string> fingerprints) => _fingerprints = fingerprints.ToFrozenSet(StringComparer.Ordinal);

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

            var fingerprints = new List<string>();
            foreach (var finding in document.RootElement.GetProperty("findings").EnumerateArray())
            {
                fingerprints.Add(finding.GetProperty("fingerprint").GetString() ?? "");
                fingerprints.Add(finding.GetProperty("context").GetString() ?? "");
            }

            return (new Baseline(fingerprints.Where(f => f.Length > 0)), null);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return (Empty, $"{FileName}: not a baseline; write the file anew with 'synapse baseline'");
        }
    }

    /// <summary>The file's text: one line per finding, ordered, so that a diff of it reads well.</summary>
    public static string Write(IEnumerable<Finding> findings)
    {
        var lines = findings
            .OrderBy(f => f.Location.Path, StringComparer.Ordinal).ThenBy(f => f.RuleId, StringComparer.Ordinal).ThenBy(f => f.Fingerprint.Primary, StringComparer.Ordinal)
            .Select(f => $"    {{ \"rule\": {Quote(f.RuleId)}, \"path\": {Quote(f.Location.Path)}, \"fingerprint\": \"{f.Fingerprint.Primary}\", \"context\": \"{f.Fingerprint.Context}\" }}");
        return new StringBuilder()
            .Append("{\n  \"version\": ").Append(Version).Append(",\n  \"findings\": [\n")
            .AppendJoin(",\n", lines)
            .Append("\n  ]\n}\n").ToString();
    }

    private static string Quote(string text) => "\"" + JsonEncodedText.Encode(text) + "\"";
}
