using Synapse.Core;
using Synapse.Core.Findings;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Synapse.Analysis.Rules;

/// <summary>Reads a rule pack from YAML. Every problem is reported with its line; a pack with a problem gives no rules.</summary>
public static class PackReader
{
    /// <param name="checkRegexes">False only for the embedded packs, whose expressions the tests check.</param>
    public static (IReadOnlyList<Rule> Rules, IReadOnlyList<PackProblem> Problems) Read(string file, string yaml, bool checkRegexes = true)
    {
        var problems = new List<PackProblem>();
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(yaml));
        }
        catch (YamlException e)
        {
            return ([], [new PackProblem(file, e.Start.Line, "not valid YAML: " + e.Message)]);
        }

        if (stream.Documents.Count != 1 || stream.Documents[0].RootNode is not YamlMappingNode root)
        {
            return ([], [new PackProblem(file, 1, "a pack is one mapping with 'pack' and 'rules'")]);
        }

        var reader = new YamlFields(file, root, PackKeys.Pack, problems, checkRegexes);
        var name = reader.Text("pack");
        var languages = reader.Strings("languages");
        Category? category = reader.Has("category") ? ReadCategory(reader) : null;
        var sources = new PackSources(reader.Regexes("sources"), reader.Regexes("sourceParameters"), reader.Regexes("sourceHandlers"), reader.Regexes("sourceExceptions"));
        var rules = new List<Rule>();
        foreach (var item in reader.Mappings("rules"))
        {
            var fields = new YamlFields(file, item, PackKeys.Rule, problems, checkRegexes);
            rules.Add(ReadRule(fields, name, languages, category, sources));
        }

        foreach (var twice in rules.GroupBy(r => r.Id, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            problems.Add(new PackProblem(file, twice.Last().Line, $"rule id '{twice.Key}' is used {twice.Count()} times; an id names one rule"));
        }

        return problems.Count > 0 ? ([], problems) : (rules, []);
    }

    private static Rule ReadRule(YamlFields fields, string pack, IReadOnlyList<string> packLanguages, Category? packCategory, PackSources sources)
    {
        var languages = fields.Has("languages") ? fields.Strings("languages") : packLanguages;
        if (languages.Count == 0)
        {
            fields.Problem("languages", "name at least one language, or \"*\" for every text");
        }

        var category = fields.Has("category") || packCategory is null ? ReadCategory(fields) : packCategory.Value;
        var severityText = fields.Text("severity");
        if (!Names.TryParse(severityText, out Severity severity) && severityText.Length > 0)
        {
            fields.Problem("severity", $"'{severityText}' is not a severity; use low, medium, high or critical");
        }

        var confidence = fields.Decimal("confidence", 0m, 1m);
        var examples = fields.Mapping("examples", PackKeys.Examples);
        var rule = new Rule(
            fields.Text("id"),
            pack,
            fields.Text("title"),
            category,
            fields.Integers("cwe").ToValueList(),
            severity,
            new Confidence((int)(confidence * Confidence.MaxBasisPoints)),
            languages.ToValueList(),
            fields.Flag("removed"),
            fields.Text("message"),
            fields.Text("recommendation"),
            ReadFix(fields),
            fields.Strings("references").ToValueList(),
            new RuleExamples(ReadExamples(examples, "match", languages), ReadExamples(examples, "noMatch", languages)))
        {
            Matches = MatchReader.Read(fields, languages),
            ReplacedBy = fields.Regex("replacedBy"),
            Sources = sources,
            File = fields.File,
            Line = fields.Line,
        };
        foreach (var language in languages)
        {
            if (rule.Examples.Match.Count(e => e.IsIn(language)) < 2 || rule.Examples.NoMatch.Count(e => e.IsIn(language)) < 2)
            {
                fields.Problem("examples", $"rule '{rule.Id}' needs at least two examples in {language} that match and two that do not");
            }
        }

        return rule;
    }

    /// <summary>An example is a text, or a mapping with a language and a text where a rule serves several languages.</summary>
    private static ValueList<RuleExample> ReadExamples(YamlFields? examples, string key, IReadOnlyList<string> languages)
    {
        var read = new List<RuleExample>();
        foreach (var (text, line, fields) in examples?.TextsOrMappings(key, PackKeys.Example) ?? [])
        {
            var example = (fields is null ? new RuleExample(text) : new RuleExample(fields.Text("code"), fields.OptionalText("language") ?? "", fields.OptionalText("path") ?? "")) with { Line = line };
            if (fields is not null && example.Language.Length > 0 && !languages.Contains(example.Language))
            {
                fields.Problem("language", $"'{example.Language}' is none of the rule's languages: {string.Join(", ", languages)}");
            }

            read.Add(example);
        }

        return read.ToValueList();
    }

    private static RuleFix? ReadFix(YamlFields fields) =>
        fields.Mapping("fix", PackKeys.Fix) is { } fix ? new RuleFix(fix.Text("from"), fix.Text("to", allowEmpty: true)) : null;

    private static Category ReadCategory(YamlFields fields)
    {
        var text = fields.Text("category");
        if (!Names.TryParse(text, out Category category) && text.Length > 0)
        {
            fields.Problem("category", $"'{text}' is not a category; use security, secrets, performance, correctness or maintainability");
        }

        return category;
    }
}
