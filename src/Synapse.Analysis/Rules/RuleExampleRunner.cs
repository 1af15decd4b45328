using System.Collections;
using Synapse.Analysis.Languages;
using Synapse.Analysis.Scanning;
using Synapse.Core.Findings;
using Synapse.Core.Languages;

namespace Synapse.Analysis.Rules;

/// <summary>Runs the examples of a rule against the rule, and says what is wrong in words a rule author can act on.</summary>
public static class RuleExampleRunner
{
    private const int ExampleLimit = 3;

    public static IReadOnlyList<string> Problems(Rule rule)
    {
        var problems = new List<string>();
        foreach (var language in rule.Languages.Contains("*") ? [LanguageCatalog.Text] : rule.Languages.Select(Get))
        {
            var rules = RuleSet.Build([rule], language, rule.Removed);
            var examples = rule.Examples.Match.Select(e => (Example: e, Due: true)).Concat(rule.Examples.NoMatch.Select(e => (Example: e, Due: false)));
            foreach (var (example, file, due) in examples.Where(e => e.Example.IsIn(language.Id)).Select(e => (e.Example.Code, e.Example.Path, e.Due)))
            {
                var result = FileScanner.Scan(Text(rule, language, example, file), rules, OptionsFor(rule));
                foreach (var gap in result.Gaps)
                {
                    problems.Add($"{rule.Id} ({language.Id}): {gap.Reason} on the example: {example}");
                }

                if (result.Matches.Count > 0 != due)
                {
                    problems.Add($"{rule.Id} ({language.Id}): {(due ? "does not match" : "matches")} the example that {(due ? "must" : "must not")}: {example}");
                }
            }
        }

        return problems;
    }

    /// <summary>Examples of the hot-function rules change a function of this name; those of other metrics are measured against a small limit, so they stay short.</summary>
    private static ScanOptions OptionsFor(Rule rule) => new(
        rule.Matches.OfType<MetricMatch>().Where(m => m.Option.Length > 0).Select(m => m.Option).Distinct().ToDictionary(o => o, _ => ExampleLimit),
        new HashSet<string>(["hotPath", "hot_path", "HotPath"]));

    private static ReviewedText Text(Rule rule, LanguageDefinition language, string example, string file)
    {
        var path = file.Length > 0 ? file : "src/example" + SourceLanguages.ExtensionsOf(language.Id).FirstOrDefault("");
        var lines = example.AsSpan().Count('\n') + 1;
        return new ReviewedText(path, path, rule.Removed ? Side.Old : Side.New, language, example, [0], null, new BitArray(lines, true));
    }

    private static LanguageDefinition Get(string id) => LanguageCatalog.TryGet(id, out var language) ? language : LanguageCatalog.Text;
}
