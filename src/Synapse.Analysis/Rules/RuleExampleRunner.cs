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
    private const int MaxShown = 160;

    public static IReadOnlyList<PackProblem> Problems(Rule rule)
    {
        var problems = new List<PackProblem>();
        foreach (var language in LanguagesOf(rule))
        {
            var examples = rule.Examples.Match.Select(e => (Example: e, Due: true)).Concat(rule.Examples.NoMatch.Select(e => (Example: e, Due: false)));
            foreach (var (example, due) in examples.Where(e => e.Example.IsIn(language.Id)))
            {
                var text = Text(rule, language, example.Code, example.Path);
                var result = FileScanner.Scan(text, RuleSet.Build([rule], language, rule.Removed), OptionsFor(rule));
                foreach (var gap in result.Gaps)
                {
                    problems.Add(Problem(rule, language, example, $"{gap.Reason} on the example; give the rule less to try"));
                }

                if (result.Matches.Count > 0 != due)
                {
                    problems.Add(Problem(rule, language, example, due ? $"does not match an example that must: {WhyNot(rule, language, text)}" : $"matches an example that must not: it finds {Found(text, result.Matches[0])}"));
                }
            }
        }

        return problems;
    }

    internal static IEnumerable<LanguageDefinition> LanguagesOf(Rule rule) => rule.Languages.Contains("*") ? [LanguageCatalog.Text] : rule.Languages.Select(Get);

    /// <summary>Examples of the hot-function rules change a function of this name; those of other metrics are measured against a small limit, so they stay short.</summary>
    internal static ScanOptions OptionsFor(Rule rule) => new(
        rule.Matches.OfType<MetricMatch>().Where(m => m.Option.Length > 0).Select(m => m.Option).Distinct().ToDictionary(o => o, _ => ExampleLimit),
        new HashSet<string>(["hotPath", "hot_path", "HotPath"]));

    internal static ReviewedText Text(Rule rule, LanguageDefinition language, string example, string file)
    {
        var path = file.Length > 0 ? file : "src/example" + SourceLanguages.ExtensionsOf(language.Id).FirstOrDefault("");
        var lines = example.AsSpan().Count('\n') + 1;
        return new ReviewedText(path, path, rule.Removed ? Side.Old : Side.New, language, example, [0], null, new BitArray(lines, true));
    }

    internal static string Shown(string text)
    {
        var line = text.Trim().ReplaceLineEndings(" ");
        return line.Length <= MaxShown ? line : line[..MaxShown] + "...";
    }

    private static PackProblem Problem(Rule rule, LanguageDefinition language, RuleExample example, string message) =>
        new(rule.File, example.Line, $"{rule.Id} ({language.Id}) {message}; the example is: {Shown(example.Code)}");

    private static string Found(ReviewedText text, RawMatch match) =>
        $"'{Shown(text.Text[match.Start..match.End])}' on its line {text.LineAt(match.Start) + 1}; narrow the rule, or move the example to 'match'";

    /// <summary>What keeps the nearest of its matches from matching.</summary>
    private static string WhyNot(Rule rule, LanguageDefinition language, ReviewedText text)
    {
        var reached = rule.Matches.Where(m => m.Keywords.Count == 0 || m.Keywords.Any(k => text.Text.Contains(k, StringComparison.OrdinalIgnoreCase))).ToList();
        if (reached.Count == 0)
        {
            return $"none of its keywords stands in it ({string.Join(", ", rule.Matches.SelectMany(m => m.Keywords).Distinct().Take(8))})";
        }

        bool Matches(Func<RuleMatch, RuleMatch> relax) =>
            FileScanner.Scan(text, RuleSet.Build([rule with { Matches = [.. reached.Select(relax)] }], language, rule.Removed), OptionsFor(rule)).Matches.Count > 0;
        return Matches(m => m with { Conditions = MatchConditions.None }) ? "it would match but for its conditions (inside, lineLacks, fileHas, ...)"
            : Matches(m => m is PatternMatch p ? p with { Constraints = [] } : m) ? "its pattern matches, and 'where' refuses what it binds"
            : Matches(m => m is RegexMatch r ? r with { In = TextPart.Any, GroupHas = [], GroupLacks = [], GroupNear = "", MinEntropyBits = 0 } : m) ? "its expression matches, and 'in', 'group...' or 'minEntropy' refuses what it finds"
            : "its keywords stand in it, and nothing it looks for does";
    }

    private static LanguageDefinition Get(string id) => LanguageCatalog.TryGet(id, out var language) ? language : LanguageCatalog.Text;
}
