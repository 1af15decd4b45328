using System.Text.Json;
using Synapse.Analysis.Reports;
using Synapse.Analysis.Rules;

namespace Synapse.Analysis.Tests.Rules;

/// <summary>What rule authors work with: the template, the test, the documents and the schema.</summary>
public sealed class RuleToolTests
{
    public static TheoryData<string> Languages => [.. RuleTemplate.Languages];

    public static TheoryData<string> Packs => [.. RulePacks.Embedded.Names];

    [Theory]
    [MemberData(nameof(Languages))]
    public void The_template_passes_its_own_test(string language)
    {
        var result = PackTest.Run([("own.yaml", RuleTemplate.Of("own.rule", "own", language))]);
        Assert.Empty(result.Problems);
        Assert.Equal((1, 4), (result.Rules, result.Examples));
    }

    [Theory]
    [InlineData("replaceMe(first(second))", "somethingElse()", "none of its keywords stands in it (replaceMe)")]
    [InlineData("replaceMe(first(second))", "replaceMe = 1", "nothing it looks for does")]
    [InlineData("useThis(name)", "replaceMe(it)", "it finds 'replaceMe(it)' on its line 1")]
    public void An_example_that_does_not_hold_is_named_with_its_line_and_what_was_found(string right, string wrong, string said)
    {
        var text = RuleTemplate.Of("own.rule", "own", "python").Replace(right, wrong, StringComparison.Ordinal);
        var problem = Assert.Single(PackTest.Run([("own.yaml", text)]).Problems);
        Assert.Equal(text.Split('\n').Index().Single(l => l.Item.Contains($"'{wrong}'", StringComparison.Ordinal)).Index + 1, problem.Line);
        Assert.Contains("own.rule (python)", problem.Message, StringComparison.Ordinal);
        Assert.Contains(said, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_keeps_a_pattern_from_matching_is_named()
    {
        var pattern = RuleTemplate.Of("own.rule", "own", "python");
        var constrained = pattern.Replace("- pattern: 'replaceMe($X)'", "- { pattern: 'replaceMe($X)', where: { X: { kind: number } } }", StringComparison.Ordinal);
        Assert.All(PackTest.Run([("own.yaml", constrained)]).Problems, p => Assert.Contains("'where' refuses", p.Message, StringComparison.Ordinal));
        var conditioned = pattern.Replace("- pattern: 'replaceMe($X)'", "- { pattern: 'replaceMe($X)', inside: loop }", StringComparison.Ordinal);
        Assert.All(PackTest.Run([("own.yaml", conditioned)]).Problems, p => Assert.Contains("but for its conditions", p.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_rule_that_tries_too_much_is_refused()
    {
        var text = RuleTemplate.Of("own.rule", "own", "python").Replace("'replaceMe($X)'", "'replaceMe .... $A:name .... $B:name .... $C:name .... $D:number'", StringComparison.Ordinal)
            .Replace("'replaceMe(name)'", "'replaceMe; a; b; c; 1'", StringComparison.Ordinal).Replace("'replaceMe(first(second))'", "'replaceMe; d; e; f; 2'", StringComparison.Ordinal);
        Assert.Contains(PackTest.Run([("own.yaml", text)]).Problems, p => p.Message.Contains("budget of steps", StringComparison.Ordinal));
    }

    [Fact]
    public void A_keyword_that_stands_everywhere_is_a_warning()
    {
        var text = RuleTemplate.Of("own.rule", "own", "go").Replace("pattern: 'replaceMe($X)'", "{ pattern: 'replaceMe($X)', keywords: [func, replaceMe] }", StringComparison.Ordinal);
        var result = PackTest.Run([("own.yaml", text)]);
        Assert.Empty(result.Problems);
        Assert.Contains("'func'", Assert.Single(result.Warnings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_id_in_two_files_is_a_problem_of_the_second()
    {
        var text = RuleTemplate.Of("own.rule", "own", "go");
        var problem = Assert.Single(PackTest.Run([("one.yaml", text), ("two.yaml", text)]).Problems);
        Assert.Equal("two.yaml", problem.File);
        Assert.Contains("is taken by one.yaml:", problem.Message, StringComparison.Ordinal);
    }

    /// <summary>Checks failed with an exception where a text ends in a name: nothing stands behind it.</summary>
    [Theory]
    [InlineData("csharp", "string a = x; replaceMe(a); b")]
    [InlineData("java", "string a = x; replaceMe(a); b")]
    [InlineData("go", "var a string\\nreplaceMe(a)\\nb")]
    public void A_rule_on_types_reads_a_text_that_ends_in_a_name(string language, string code)
    {
        var text = RuleTemplate.Of("own.rule", "own", language)
            .Replace("- pattern: 'replaceMe($X)'", "- { pattern: 'replaceMe($X)', where: { X: { type: '^string$' } } }", StringComparison.Ordinal)
            .Replace("'replaceMe(name)'", $"\"{code}\"", StringComparison.Ordinal).Replace("'replaceMe(first(second))'", $"\"{code}c\"", StringComparison.Ordinal);
        Assert.Empty(PackTest.Run([("own.yaml", text)]).Problems);
    }

    [Theory]
    [MemberData(nameof(Packs))]
    public void The_document_of_a_pack_has_every_rule_and_closes_every_fence(string pack)
    {
        var rules = RulePacks.Embedded.All.Where(r => r.Pack == pack).ToList();
        string? fence = null;
        var headings = new List<string>();
        foreach (var line in RuleDocs.Pack(pack, rules).Split('\n'))
        {
            var run = line.Length - line.TrimStart('`').Length;
            if (fence is null && run >= 3)
            {
                fence = line[..run];
            }
            else if (fence is not null && run >= fence.Length && line.TrimEnd() == line[..run])
            {
                fence = null;
            }
            else if (fence is null && line.StartsWith("## ", StringComparison.Ordinal))
            {
                headings.Add(line[3..]);
            }
        }

        Assert.Null(fence);
        Assert.Equal(rules.Select(r => r.Id).Order(StringComparer.Ordinal), headings);
    }

    [Fact]
    public void A_fence_is_longer_than_the_backticks_in_its_code()
    {
        var rule = RulePacks.Embedded.All[0];
        var text = RuleDocs.Rule(rule with { Examples = new RuleExamples([new("a ````` b\n```\nc")], []) });
        Assert.Contains("\n``````", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_schema_and_the_reader_know_the_same_keys()
    {
        var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root(), "infra", "rule-pack.schema.json"))).RootElement;
        var definitions = schema.GetProperty("definitions");
        var rule = definitions.GetProperty("rule");
        Same(PackKeys.Pack, schema);
        Same(PackKeys.Rule, rule);
        Same(PackKeys.Fix, rule.GetProperty("properties").GetProperty("fix"));
        Same(PackKeys.Examples, rule.GetProperty("properties").GetProperty("examples"));
        Same(PackKeys.Example, definitions.GetProperty("example"));
        Same(PackKeys.Match, definitions.GetProperty("match"));
        Same(PackKeys.Constraint, definitions.GetProperty("constraint"));

        static void Same(string[] keys, JsonElement described)
        {
            Assert.Equal(keys.Order(StringComparer.Ordinal), described.GetProperty("properties").EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
            Assert.False(described.GetProperty("additionalProperties").GetBoolean());
        }
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Synapse.Orleans.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
