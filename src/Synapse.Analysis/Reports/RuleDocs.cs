using System.Text;
using Synapse.Analysis.Rules;
using Synapse.Core.Findings;

namespace Synapse.Analysis.Reports;

/// <summary>Rules as Markdown: a table of a pack, and of each rule why it is there, what to do and what it reports and does not.</summary>
public static class RuleDocs
{
    /// <summary>One pack, its rules in the order of their ids.</summary>
    public static string Pack(string pack, IEnumerable<Rule> rules)
    {
        var ordered = rules.OrderBy(r => r.Id, StringComparer.Ordinal).ToList();
        var text = new StringBuilder().Append($"# {pack}\n\n{ordered.Count} rules.\n\n| rule | what it finds | severity | languages |\n|---|---|---|---|\n");
        foreach (var rule in ordered)
        {
            text.Append($"| [{rule.Id}](#{Anchor(rule.Id)}) | {Cell(rule.Title)} | {Names.Of(rule.Severity)} | {Languages(rule)} |\n");
        }

        foreach (var rule in ordered)
        {
            text.Append('\n').Append(Rule(rule));
        }

        return text.ToString();
    }

    public static string Rule(Rule rule)
    {
        var text = new StringBuilder($"## {rule.Id}\n\n**{Line(rule.Title)}**\n\n{Line(rule.Message)}\n\n{Line(rule.Recommendation)}\n\n");
        text.Append($"- severity: {Names.Of(rule.Severity)}\n- confidence: {ReportText.Percent(rule.Confidence)}\n- category: {Names.Of(rule.Category)}\n");
        if (rule.Cwe.Count > 0)
        {
            text.Append($"- weakness: {string.Join(", ", rule.Cwe.Select(c => $"[CWE-{c}](https://cwe.mitre.org/data/definitions/{c}.html)"))}\n");
        }

        text.Append($"- languages: {Languages(rule)}{(rule.Removed ? ", on removed lines" : "")}\n");
        Examples(text, "Reported", rule, rule.Examples.Match);
        Examples(text, "Not reported", rule, rule.Examples.NoMatch);
        if (rule.References.Count > 0)
        {
            text.Append("\n### References\n\n").AppendJoin('\n', rule.References.Select(r => $"- <{r}>")).Append('\n');
        }

        return text.ToString();
    }

    private static void Examples(StringBuilder text, string heading, Rule rule, IEnumerable<RuleExample> examples)
    {
        text.Append($"\n### {heading}\n");
        foreach (var example in examples)
        {
            var fence = Fence(example.Code);
            var language = example.Language.Length > 0 ? example.Language : rule.Languages[0] == "*" ? "text" : rule.Languages[0];
            text.Append(example.Path.Length > 0 ? $"\nIn `{example.Path}`:\n" : "").Append($"\n{fence}{language}\n{example.Code.TrimEnd()}\n{fence}\n");
        }
    }

    /// <summary>Longer than any run of backticks inside, so that nothing in the code ends it.</summary>
    private static string Fence(string code)
    {
        var (longest, run) = (0, 0);
        foreach (var c in code)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return new string('`', Math.Max(3, longest + 1));
    }

    private static string Languages(Rule rule) => rule.Languages.Contains("*") ? "every text" : string.Join(", ", rule.Languages);

    /// <summary>As GitHub makes the anchor of a heading.</summary>
    private static string Anchor(string id) => string.Concat(id.ToLowerInvariant().Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'));

    private static string Line(string text) => text.ReplaceLineEndings(" ").Trim().Replace("<", "&lt;", StringComparison.Ordinal);

    private static string Cell(string text) => Line(text).Replace("|", "\\|", StringComparison.Ordinal);
}
