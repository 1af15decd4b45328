using System.Text;
using Synapse.Analysis.Languages;
using Synapse.Analysis.Scanning;

namespace Synapse.Analysis.Rules;

/// <summary>
/// Runs a rule over texts that are made to cost it as much as they can. What counts is the work, not the time: a rule that spends its
/// budget of steps here would read part of such a file only.
/// </summary>
public static class RuleStress
{
    private const int Repeats = 10_000;
    private const int Depth = 1_000;

    /// <summary>Characters of a line; longer ones are clipped before any rule reads them.</summary>
    private const int LongLine = 20_000;

    /// <summary>
    /// What a rule may spend here of its usual budget: from every word it may read as far as an expression reaches, but not the rest of
    /// the text, which would cost it hundreds of times as much.
    /// </summary>
    private const int Patience = 32;

    /// <summary>The share of a language's ordinary code in which a keyword may stand; above it the word keeps the rule from nothing.</summary>
    private const double CommonShare = 0.25;

    /// <summary>Fewer pieces of code say nothing about how common a word is.</summary>
    private const int LeastPieces = 40;

    private static readonly Lazy<IReadOnlyList<Rule>> Known = new(() => RulePacks.Embedded.All);

    /// <summary>What the rule cannot stand.</summary>
    public static IReadOnlyList<PackProblem> Problems(Rule rule)
    {
        var problems = new List<PackProblem>();
        foreach (var language in RuleExampleRunner.LanguagesOf(rule))
        {
            foreach (var (name, text) in Texts(rule, language))
            {
                var result = FileScanner.Scan(RuleExampleRunner.Text(rule, language, text, PathFor(rule, language)), RuleSet.Build([rule], language, rule.Removed), RuleExampleRunner.OptionsFor(rule) with { Patience = Patience });
                problems.AddRange(result.Gaps.Where(g => g.IsSpent || g.Failed).Select(g =>
                    new PackProblem(rule.File, rule.Line, $"{rule.Id} ({language.Id}): {g.Reason} on {name}; use fewer '...' and metavariables in a row, or a rarer word to start from")));
            }
        }

        return [.. problems.Distinct()];
    }

    /// <summary>What makes the rule dearer than it need be.</summary>
    public static IReadOnlyList<PackProblem> Warnings(Rule rule)
    {
        var warnings = new List<PackProblem>();
        foreach (var language in RuleExampleRunner.LanguagesOf(rule).Where(l => l != LanguageCatalog.Text))
        {
            var pieces = Known.Value.Where(r => r.Id != rule.Id && r.Languages.Contains(language.Id)).SelectMany(r => r.Examples.NoMatch).Where(e => e.IsIn(language.Id)).Select(e => e.Code).ToList();
            foreach (var keyword in rule.Matches.SelectMany(m => m.Keywords).Distinct(StringComparer.Ordinal))
            {
                var holding = pieces.Count(p => p.Contains(keyword, StringComparison.OrdinalIgnoreCase));
                if (pieces.Count >= LeastPieces && holding > pieces.Count * CommonShare)
                {
                    warnings.Add(new PackProblem(rule.File, rule.Line, $"{rule.Id} ({language.Id}): the keyword '{keyword}' stands in {100 * holding / pieces.Count} of 100 pieces of ordinary code, so the rule is tried nearly everywhere; give rarer 'keywords'"));
                }
            }
        }

        return warnings;
    }

    private static IEnumerable<(string Name, string Text)> Texts(Rule rule, LanguageDefinition language)
    {
        var words = rule.Matches.SelectMany(Words).Distinct(StringComparer.Ordinal).ToList();
        var example = rule.Examples.Match.FirstOrDefault(e => e.IsIn(language.Id))?.Code ?? "";
        if (words.Count == 0)
        {
            yield break;
        }

        yield return ("its words in one long line", Fill(words, " ", LongLine));
        yield return ($"its words {Repeats} times", string.Join('\n', Enumerable.Range(0, Repeats).Select(i => words[i % words.Count])));
        yield return ("its words as nested calls", Nested(words, '(', ')'));
        yield return ("its words in nested lists", Nested(words, '[', ']'));
        yield return ("a list that does not end", "f(" + string.Join(", ", Enumerable.Range(0, Repeats).Select(i => words[i % words.Count])));
        yield return ("its first example in one long line", Fill([example.ReplaceLineEndings(" ")], " ", LongLine));
        yield return ("its first example over and over", Fill([example], "\n", 4 * LongLine));
    }

    private static IEnumerable<string> Words(RuleMatch match) => match is PatternMatch pattern
        ? pattern.Keywords.Concat(pattern.Pattern.Nodes.SelectMany(n => n.Kind switch
        {
            NodeKind.Exact => [n.Text],
            NodeKind.OneOf => n.Options,
            NodeKind.ExactString or NodeKind.AnyString => [$"\"{n.Text}\""],
            NodeKind.Meta => ["x"],
            _ => (string[])[],
        }))
        : match.Keywords;

    private static string Fill(IReadOnlyList<string> pieces, string between, int length)
    {
        var text = new StringBuilder(length);
        for (var i = 0; text.Length < length; i++)
        {
            text.Append(pieces[i % pieces.Count]).Append(between);
        }

        return text.ToString(0, length);
    }

    private static string Nested(IReadOnlyList<string> words, char open, char close) =>
        string.Concat(Enumerable.Range(0, Depth).Select(i => words[i % words.Count] + open)) + new string(close, Depth);

    /// <summary>Where the first example says that it stands, for rules that ask.</summary>
    private static string PathFor(Rule rule, LanguageDefinition language) => rule.Examples.Match.FirstOrDefault(e => e.IsIn(language.Id))?.Path ?? "";
}
