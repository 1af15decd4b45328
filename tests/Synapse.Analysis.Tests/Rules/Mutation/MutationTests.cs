using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using Synapse.Analysis.Languages;
using Synapse.Analysis.Rules;
using Synapse.Analysis.Scanning;
using Synapse.Core.Findings;
using Synapse.Core.Languages;
using Xunit;

namespace Synapse.Analysis.Tests.Rules.Mutation;

/// <summary>A rule is about what code does and not about how its author wrote it: its examples mean the same to it when they are written anew.</summary>
public sealed partial class MutationTests(ITestOutputHelper output)
{
    private const double Share = 0.95;

    [Fact]
    public void Rules_survive_other_names() => Survive("names", (mutator, rule) => mutator.Renamed(n => !IsNamedBy(rule, n)));

    [Fact]
    public void Rules_survive_another_order() => Survive("order", (mutator, _) => mutator.Reordered());

    [Fact]
    public void Rules_survive_comments_and_white_space() => Survive("layout", (mutator, _) => mutator.Noisy());

    private void Survive(string kind, Func<ExampleMutator, Rule, string?> mutate)
    {
        var (made, lost) = (0, new List<string>());
        foreach (var rule in RulePacks.Embedded.All.Where(r => !r.Languages.Contains("*") && !r.Matches.Any(m => m is MetricMatch)))
        {
            foreach (var id in rule.Languages)
            {
                LanguageCatalog.TryGet(id, out var language);
                var rules = RuleSet.Build([rule], language, rule.Removed);
                foreach (var (example, due) in rule.Examples.Match.Select(e => (e, true)).Concat(rule.Examples.NoMatch.Select(e => (e, false))).Where(e => e.e.IsIn(id)))
                {
                    if (mutate(new ExampleMutator(language, example.Code), rule) is not { } mutant || mutant == example.Code)
                    {
                        continue;
                    }

                    made++;
                    if (Matches(rule, rules, language, example, mutant) != due)
                    {
                        lost.Add($"{rule.Id} ({id}) {(due ? "misses" : "matches")}: {mutant}");
                    }
                }
            }
        }

        var share = 1 - (lost.Count / (double)made);
        output.WriteLine($"{kind}: {made} mutants, {made - lost.Count} survive, {share.ToString("P1", CultureInfo.InvariantCulture)}");
        lost.ForEach(output.WriteLine);
        Assert.True(made > 10, $"only {made} mutants");
        Assert.True(share >= Share, $"{share:P1} of {made} mutants survive");
    }

    private static bool Matches(Rule rule, RuleSet rules, LanguageDefinition language, RuleExample example, string mutant)
    {
        var path = example.Path.Length > 0 ? example.Path : "src/example" + SourceLanguages.ExtensionsOf(language.Id).FirstOrDefault("");
        var text = new ReviewedText(path, path, rule.Removed ? Side.Old : Side.New, language, mutant, [0], null, new BitArray(mutant.AsSpan().Count('\n') + 1, true));
        return FileScanner.Scan(text, rules, ScanOptions.Default).Matches.Count > 0;
    }

    /// <summary>True where the name is what the rule is about: a word of its patterns or of where outside values come in.</summary>
    private static bool IsNamedBy(Rule rule, string name)
    {
        var words = rule.Sources.Expressions.Select(e => e.Pattern).Concat(rule.Matches.SelectMany(m => m is PatternMatch p ? p.Constraints.SelectMany(Patterns).Append(p.Pattern.Source) : m is RegexMatch r ? [r.Regex.Pattern] : []))
            .Concat(rule.Matches.SelectMany(m => m.Conditions.FunctionHas.Concat(m.Conditions.FunctionLacks).Concat(m.Conditions.FileHas).Concat(m.Conditions.FileLacks)))
            .Concat(rule.Matches.SelectMany(m => new[] { m.Conditions.LineHas?.Pattern ?? "", m.Conditions.LineLacks?.Pattern ?? "" }));
        var own = name.TrimStart('$', '@');
        return words.Any(w => Word().Matches(w).Any(m => m.Value.Equals(own, StringComparison.OrdinalIgnoreCase) || (m.Length > 3 && own.Contains(m.Value, StringComparison.OrdinalIgnoreCase))));
    }

    private static IEnumerable<string> Patterns(Constraint constraint) =>
        new[] { constraint.Regex, constraint.NotRegex, constraint.From, constraint.Clean }.Where(r => r is not null).Select(r => r!.Pattern);

    [GeneratedRegex("[A-Za-z]{3,}")]
    private static partial Regex Word();
}
