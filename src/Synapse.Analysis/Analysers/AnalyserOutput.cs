using System.Text;
using System.Text.Json;
using Synapse.Core.Agents;
using Synapse.Core.Findings;

namespace Synapse.Analysis.Analysers;

/// <summary>Reads what analysers write. The output may be hostile: what does not fit its format is refused as a whole, never read as "nothing found".</summary>
internal static class AnalyserOutput
{
    private const int MaxDepth = 64;

    /// <summary>The findings, or what is wrong with the output.</summary>
    public static (IReadOnlyList<AnalyserFinding> Findings, string? Problem) Read(AnalyserFormat format, byte[] output, int exitCode)
    {
        try
        {
            if (format == AnalyserFormat.Lines)
            {
                return LineOutput.Read(Encoding.UTF8.GetString(output), exitCode);
            }

            // Both keep 1 for findings; above it some file was not read.
            if (exitCode > 1 && (format is AnalyserFormat.Shellcheck or AnalyserFormat.Eslint))
            {
                return ([], $"it ended with {exitCode}: it could not read everything");
            }

            using var document = JsonDocument.Parse(output, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return format switch
            {
                AnalyserFormat.Shellcheck => ([.. document.RootElement.GetProperty("comments").EnumerateArray().Select(Shellcheck)], null),
                AnalyserFormat.Eslint => Eslint(document.RootElement),
                _ => SarifOutput.Read(document.RootElement),
            };
        }
        catch (JsonException)
        {
            return ([], output.Length == 0 ? "it wrote nothing" : "its output is no valid JSON");
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return ([], $"its output is not what the format '{AgentNames.Of(format)}' has");
        }
    }

    private static AnalyserFinding Shellcheck(JsonElement comment) => new(
        $"SC{comment.GetProperty("code").GetInt32()}",
        comment.GetProperty("file").GetString()!,
        comment.GetProperty("line").GetInt32(),
        comment.GetProperty("endLine").GetInt32(),
        comment.GetProperty("column").GetInt32(),
        comment.GetProperty("endColumn").GetInt32() - 1,
        SeverityOf(comment.GetProperty("level").GetString()),
        comment.GetProperty("message").GetString()!)
    {
        HelpAddress = $"https://www.shellcheck.net/wiki/SC{comment.GetProperty("code").GetInt32()}",
    };

    private static (IReadOnlyList<AnalyserFinding> Findings, string? Problem) Eslint(JsonElement root)
    {
        var findings = new List<AnalyserFinding>();
        foreach (var file in root.EnumerateArray())
        {
            var path = file.GetProperty("filePath").GetString()!;
            foreach (var message in file.GetProperty("messages").EnumerateArray())
            {
                if (message.TryGetProperty("fatal", out var fatal) && fatal.ValueKind == JsonValueKind.True)
                {
                    return ([], $"it could not read {path[(path.LastIndexOf('/') + 1)..]}: {message.GetProperty("message").GetString()}");
                }

                var line = Number(message, "line", 1);
                var column = Number(message, "column", 0);
                findings.Add(new AnalyserFinding(
                    message.GetProperty("ruleId").GetString() ?? "message", path, line, Number(message, "endLine", line), column, Number(message, "endColumn", column + 1) - 1,
                    message.GetProperty("severity").GetInt32() > 1 ? Severity.Medium : Severity.Low, message.GetProperty("message").GetString()!));
            }
        }

        return (findings, null);
    }

    /// <summary>An error of an analyser is likely a mistake; how bad one only some can tell.</summary>
    public static Severity SeverityOf(string? level) => level is "error" or "fatal" ? Severity.Medium : Severity.Low;

    public static int Number(JsonElement element, string name, int fallback) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : fallback;
}
