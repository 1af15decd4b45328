using Synapse.Core;
using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Runtime.Json;

namespace Synapse.Runtime.Agents;

/// <summary>Reads what an agent can do, as it is written in every file that speaks of agents.</summary>
internal static class CapabilitiesReader
{
    private static readonly Category[] Categories =
        [Category.Security, Category.Secrets, Category.Performance, Category.Correctness, Category.Maintainability, Category.Process];

    public static ValueList<Capability> Read(ObjectReader json, JsonProblems problems)
    {
        var capabilities = new List<Capability>();
        foreach (var (path, element) in json.Items("capabilities"))
        {
            if (ObjectReader.Open(problems, json.File, path, element, SiloKeys.Capability) is not { } entry)
            {
                continue;
            }

            if (!entry.Has("category"))
            {
                entry.Missing("category", "\"security\"");
            }

            var languages = entry.Texts("languages", ["*"], LanguageProblem);
            if (entry.Has("languages") && languages.Count == 0 && !problems.IsBroken(entry.File, entry.PathOf("languages")))
            {
                entry.Problem("languages", "is empty; name at least one language, or \"*\" for any");
            }

            if (entry.Choice("category", Categories, Names.Of) is { } category)
            {
                var added = languages.Where(language => language.Length > 0).Select(language => new Capability(category, language)).ToList();
                if (added.Find(capabilities.Contains) is { } twice)
                {
                    problems.Add(json.File, path, $"'{Names.Of(category)}' in '{twice.Language}' is listed twice; remove one");
                }

                capabilities.AddRange(added.Except(capabilities));
            }
        }

        return capabilities.ToValueList();
    }

    private static string? LanguageProblem(string language) =>
        language == "*" || language.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '+' or '#' or '.')
            ? null
            : $"{JsonProblems.Quote(language)} is not a language id; use lower-case names such as 'csharp', or \"*\" for any";
}
