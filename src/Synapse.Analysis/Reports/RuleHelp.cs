using System.Text;
using Synapse.Analysis.Rules;
using Synapse.Core.Findings;

namespace Synapse.Analysis.Reports;

/// <summary>A rule explained for people, as Markdown.</summary>
public static class RuleHelp
{
    public static string Markdown(Finding sample, Rule? rule) => rule is null
        ? $"**{sample.Title}**\n\n{sample.Message}\n\n{sample.Recommendation}\n"
        : Markdown(rule);

    public static string Markdown(Rule rule)
    {
        var text = new StringBuilder()
            .Append("**").Append(rule.Title).Append("**\n\n")
            .Append(rule.Message).Append("\n\n")
            .Append(rule.Recommendation).Append("\n\n");
        Examples(text, "Reported:", rule.Examples.Match);
        Examples(text, "Not reported:", rule.Examples.NoMatch);
        foreach (var reference in rule.References)
        {
            text.Append("- <").Append(reference).Append(">\n");
        }

        return text.ToString();
    }

    private static void Examples(StringBuilder text, string heading, IEnumerable<RuleExample> examples)
    {
        text.Append(heading).Append("\n\n");
        foreach (var example in examples)
        {
            text.Append("```").Append(example.Language).Append('\n').Append(example.Code.TrimEnd()).Append("\n```\n\n");
        }
    }
}
