using System.Text.RegularExpressions;
using Synapse.Deployment.Tests.Checks;

namespace Synapse.Deployment.Tests.Docker;

/// <summary>What can be said of a Dockerfile without building it.</summary>
internal static partial class DockerfileCheck
{
    /// <param name="text">The Dockerfile.</param>
    /// <param name="ignored">The patterns of its ignore file.</param>
    /// <param name="exists">Whether a path of the build context is there.</param>
    public static IEnumerable<string> Problems(string text, string ignored, Func<string, bool> exists)
    {
        var lines = Instructions(text);
        var last = lines[lines.FindLastIndex(l => l.Word == "FROM")..];
        return
        [
            .. lines.Where(l => l.Word == "FROM").Select(l => l.Said.Split(' ')[0]).Where(i => !ResourceCheck.IsPinned(i)).Select(i => $"the image '{i}' has no version of its own"),
            .. Copies(lines).Where(s => !exists(s)).Select(s => $"there is no {s} to copy"),
            .. Copies(lines).Where(s => !Lines(ignored).Contains("!" + s.TrimEnd('/'))).Select(s => $"{s} is left out of the build context"),
            .. Final(last),
        ];
    }

    /// <summary>The instruction's words after its name, of the last one; empty when there is none.</summary>
    public static string Last(string text, string word) => Instructions(text).LastOrDefault(l => l.Word == word).Said ?? "";

    private static IEnumerable<string> Final(List<(string Word, string Said)> stage)
    {
        if (!stage[0].Said.EndsWith("-chiseled", StringComparison.Ordinal))
        {
            yield return "the final image is not chiselled";
        }

        if (!uint.TryParse(stage.LastOrDefault(l => l.Word == "USER").Said, out var user) || user == 0)
        {
            yield return "the final image does not name an account by a number other than root's";
        }

        if (stage.LastOrDefault(l => l.Word == "ENTRYPOINT").Said?.StartsWith('[') != true || stage.Any(l => l.Word is "RUN" or "HEALTHCHECK" or "SHELL"))
        {
            yield return "the final image needs a shell, and has none";
        }

        if (stage.Any(l => l.Word == "COPY" && !l.Said.StartsWith("--from=build ", StringComparison.Ordinal)))
        {
            yield return "the final image takes more than what was built";
        }
    }

    private static IEnumerable<string> Copies(List<(string Word, string Said)> lines) =>
        lines.Where(l => l.Word == "COPY" && !l.Said.StartsWith("--from=", StringComparison.Ordinal)).SelectMany(l => l.Said.Split(' ')[..^1]);

    /// <summary>Instructions with continued lines joined, comments gone, and the values of ARGs put in.</summary>
    private static List<(string Word, string Said)> Instructions(string text)
    {
        var values = new Dictionary<string, string>();
        var instructions = new List<(string Word, string Said)>();
        foreach (var line in Lines(Continued().Replace(text, " ")))
        {
            var (word, said) = (line.Split(' ')[0], Variable().Replace(line[(line.IndexOf(' ') + 1)..].Trim(), m => values.GetValueOrDefault(m.Groups[1].Value, "")));
            if (word == "ARG" && said.Split('=') is [var name, var value])
            {
                values[name] = value;
            }

            instructions.Add((word, said));
        }

        return instructions;
    }

    private static IEnumerable<string> Lines(string text) => text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && !l.StartsWith('#'));

    [GeneratedRegex(@"\\\n\s*")]
    private static partial Regex Continued();

    [GeneratedRegex(@"\$\{(\w+)\}")]
    private static partial Regex Variable();
}
