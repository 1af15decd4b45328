using System.Text;
using Synapse.Core.Findings;
using Synapse.Core.Reviews;

namespace Synapse.Analysis.Reports;

/// <summary>A comment for a pull request: the verdict first, the gravest findings, then what was not read. Reviewed text is always quoted as code.</summary>
public static class MarkdownReport
{
    /// <summary>Findings written out; the rest is counted.</summary>
    private const int MaxFindings = 50;

    /// <summary>A comment on GitHub takes 65,536 characters.</summary>
    private const int MaxLength = 60_000;

    public static string Write(ReviewOutcome outcome)
    {
        var verdict = outcome.Verdict;
        var text = new StringBuilder()
            .Append("<!-- synapse-review -->\n")
            .Append("## Synapse: ").Append(Headline(outcome)).Append("\n\n")
            .Append(ReportText.Count(outcome.FilesChanged, "file")).Append(", +").Append(outcome.LinesAdded).Append(" −").Append(outcome.LinesRemoved)
            .Append(" · ").Append(ReportText.Of(verdict.DecisionPath)).Append(" review · ")
            .Append(verdict.DurationMilliseconds).Append(" ms · ").Append(ReportText.Cost(verdict)).Append("\n\n");
        foreach (var escalation in verdict.Escalations)
        {
            text.Append("> **").Append(Plain(escalation)).Append("**\n\n");
        }

        var shown = 0;
        foreach (var finding in verdict.Findings.Take(MaxFindings).TakeWhile(_ => text.Length < MaxLength))
        {
            Finding(text, finding, verdict);
            shown++;
        }

        if (verdict.Findings.Count > shown)
        {
            text.Append("…and ").Append(verdict.Findings.Count - shown).Append(" more findings in the full report.\n\n");
        }

        Coverage(text, outcome);
        return text.ToString();
    }

    internal static string Headline(ReviewOutcome outcome)
    {
        var verdict = outcome.Verdict;
        var findings = verdict.Findings.Count == 0 ? "no findings" : $"{ReportText.Count(verdict.Findings.Count, "finding")} ({ReportText.Severities(verdict.Findings)})";
        return verdict.Status == VerdictStatus.Complete ? findings : $"{findings}, review {ReportText.Of(verdict.Status)}";
    }

    private static void Finding(StringBuilder text, Finding finding, Verdict verdict)
    {
        var location = finding.Location;
        text.Append("### ").Append(Names.Of(finding.Severity)).Append(": ").Append(Plain(finding.Title)).Append('\n')
            .Append(Code(location.Path)).Append(location.Side == Side.Old ? " (removed) line " : " line ").Append(location.StartLine)
            .Append(" · `").Append(finding.RuleId).Append("` · ").Append(ReportText.Percent(finding.Confidence)).Append(" sure\n\n")
            .Append(Plain(finding.Message)).Append(' ').Append(finding.Recommendation).Append("\n\n");
        if (finding.Evidence.Count > 0)
        {
            Fence(text, finding.Evidence[0].Snippet, "");
        }

        if (finding.Replacement is { } replacement)
        {
            Fence(text, replacement, location.Side == Side.New ? "suggestion" : "");
        }

        foreach (var claim in verdict.Negotiations.Where(n => n.Winner.Finding.Fingerprint == finding.Fingerprint).SelectMany(n => n.Claims).Where(c => !c.Won))
        {
            text.Append("- ").Append(Plain(claim.Finding.Specialist)).Append(" also says (").Append(Names.Of(claim.Finding.Severity)).Append("): ")
                .Append(Plain(claim.Finding.Message)).Append("\n\n");
        }
    }

    private static void Coverage(StringBuilder text, ReviewOutcome outcome)
    {
        const int MaxRows = 100;
        var unread = outcome.Files.Where(f => f.Status != CoverageStatus.Read).ToList();
        text.Append(outcome.FilesChanged - unread.Count).Append(" of ").Append(ReportText.Count(outcome.FilesChanged, "file")).Append(" read");
        if (outcome.Verdict.Suppressed.Count > 0)
        {
            text.Append(" · ").Append(outcome.Verdict.Suppressed.Count).Append(" suppressed");
        }

        text.Append('\n');
        if (unread.Count == 0)
        {
            return;
        }

        text.Append("\n<details><summary>Not read</summary>\n\n| file | why |\n|---|---|\n");
        foreach (var file in unread.Take(MaxRows))
        {
            text.Append("| ").Append(Code(file.Path)).Append(" | ").Append(ReportText.Of(file.Status)).Append(": ").Append(Plain(file.Reason)).Append(" |\n");
        }

        if (unread.Count > MaxRows)
        {
            text.Append("| …and ").Append(unread.Count - MaxRows).Append(" more | |\n");
        }

        text.Append("\n</details>\n");
    }

    /// <summary>Fences the code with more backticks than it holds in a row, so that nothing in it can end the fence.</summary>
    private static void Fence(StringBuilder text, string code, string language)
    {
        var fence = new string('`', Math.Max(3, LongestRun(code) + 1));
        text.Append(fence).Append(language).Append('\n').Append(code.Replace("\r", "", StringComparison.Ordinal)).Append('\n').Append(fence).Append("\n\n");
    }

    private static string Code(string text)
    {
        var fence = new string('`', LongestRun(text) + 1);
        var body = text.Replace('\n', ' ').Replace('\r', ' ').Replace("|", "\\|", StringComparison.Ordinal);
        return fence + (body.StartsWith('`') || body.EndsWith('`') ? $" {body} " : body) + fence;
    }

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    /// <summary>Escapes what Markdown and HTML would act on, mentions included.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            plain.Append(c switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '@' => "@\u200b",
                '\n' or '\r' => " ",
                '*' or '_' or '[' or ']' or '|' or '#' => "\\" + c,
                _ => c.ToString(),
            });
        }

        return plain.ToString();
    }
}
