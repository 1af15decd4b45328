using Synapse.Core;
using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Languages;
using Synapse.Runtime.Json;

namespace Synapse.Runtime.Agents;

/// <summary>Reads the analyser of an agent.</summary>
internal static class AnalyserReader
{
    private const int Megabyte = 1 << 20;

    private static readonly Category[] Categories = [Category.Security, Category.Secrets, Category.Performance, Category.Correctness, Category.Maintainability];

    public static AnalyserSpec? Read(ObjectReader agent, JsonProblems problems)
    {
        if (agent.Object("analyser", SiloKeys.Analyser) is not { } json)
        {
            return null;
        }

        foreach (var (key, example) in (ReadOnlySpan<(string, string)>)[("command", "[\"shellcheck\", \"-f\", \"json1\", \"{files}\"]"), ("format", "\"shellcheck\""), ("languages", "[\"shell\"]")])
        {
            if (!json.Has(key))
            {
                json.Missing(key, example);
            }
        }

        var command = json.Texts("command", [], mayRepeat: true);
        if (json.Has("command") && (command.Count == 0 || command[0] == AnalyserSpec.Files || command.Count(a => a == AnalyserSpec.Files) != 1))
        {
            json.Problem("command", $"names a program and, exactly once, '{AnalyserSpec.Files}' where the paths of the files go");
        }

        if (command.Count > 0 && command[0].Contains('/', StringComparison.Ordinal) && !command[0].StartsWith('/'))
        {
            json.Problem("command", $"{JsonProblems.Quote(command[0])} is a path that depends on the folder; name a program on PATH, or its whole path");
        }

        var languages = json.Texts("languages", [], LanguageProblem);
        if (json.Has("languages") && languages.Count == 0)
        {
            json.Problem("languages", "is empty; name at least one language, or \"*\" for any");
        }

        return new AnalyserSpec(
            command,
            json.Choice("format", AgentNames.AnalyserFormats, AgentNames.Of) ?? AnalyserFormat.Sarif,
            languages,
            TimeSpan.FromTicks(json.Integer("timeLimitSeconds", 60, 1, 3_600) * TimeSpan.TicksPerSecond),
            json.Integer("memoryLimitMegabytes", 4_096, 16, Megabyte) * Megabyte,
            json.Integer("maxOutputBytes", 16 * Megabyte, 1_024, 1 << 30),
            ReadCategories(json, problems));
    }

    private static string? LanguageProblem(string language) =>
        language == "*" || SourceLanguages.ExtensionsOf(language).Count > 0 ? null : $"{JsonProblems.Quote(language)} is no language that files are known by; use names such as 'shell', or \"*\" for any";

    private static ValueList<AnalyserCategory> ReadCategories(ObjectReader analyser, JsonProblems problems) =>
        analyser.Member("categories") is not { } element || ObjectReader.Open(problems, analyser.File, analyser.PathOf("categories"), element) is not { } json
            ? []
            : json.Keys.Order(StringComparer.Ordinal).Select(rules => new AnalyserCategory(rules, json.Choice(rules, Categories, Names.Of) ?? Category.Correctness)).ToValueList();
}
