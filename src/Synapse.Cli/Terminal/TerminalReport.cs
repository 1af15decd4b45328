using System.Globalization;
using Spectre.Console;
using Synapse.Analysis.Reports;
using Synapse.Core;
using Synapse.Core.Findings;
using Synapse.Core.Reviews;

namespace Synapse.Cli.Terminal;

/// <summary>The verdict for a person at a terminal: findings with a code frame, what was not read, what it cost, and the gate.</summary>
internal sealed class TerminalReport(IAnsiConsole console)
{
    private const int MaxFindings = 100;
    private const int MaxUnread = 10;
    private const int MaxReasons = 3;
    private readonly int _width = Math.Clamp(console.Profile.Width, 30, 100);

    public void Write(ReviewOutcome outcome)
    {
        var verdict = outcome.Verdict;
        Line($"[bold]Synapse[/] reviewed {Safe(outcome.Source)}{(outcome.Title.Length > 0 ? ": " + Safe(Cut(outcome.Title, _width)) : "")}");
        Wrapped("", $"{ReportText.Count(outcome.FilesChanged, "file")}, +{outcome.LinesAdded} -{outcome.LinesRemoved}, {ReportText.Of(verdict.DecisionPath)} review: {string.Join("; ", verdict.Rationale)}", "grey");
        Line("");
        foreach (var group in Alike(verdict.Findings.Take(MaxFindings)))
        {
            Findings(group, verdict);
        }

        if (verdict.Findings.Count > MaxFindings)
        {
            Line($"…and {ReportText.Count(verdict.Findings.Count - MaxFindings, "more finding")}; [bold]--json[/] or [bold]--sarif FILE[/] lists all.");
            Line("");
        }

        Coverage(outcome);
        Verdict(outcome);
    }

    /// <summary>Findings one after another that say the same of the same file are told once.</summary>
    private static IEnumerable<List<Finding>> Alike(IEnumerable<Finding> findings)
    {
        var group = new List<Finding>();
        foreach (var finding in findings)
        {
            if (group.Count > 0 && (group[^1].RuleId, group[^1].Location.Path, group[^1].Severity, group[^1].Message) != (finding.RuleId, finding.Location.Path, finding.Severity, finding.Message))
            {
                yield return group;
                group = [];
            }

            group.Add(finding);
        }

        if (group.Count > 0)
        {
            yield return group;
        }
    }

    private void Findings(List<Finding> group, Verdict verdict)
    {
        var first = group[0];
        Line($"[bold {Colour(first.Severity)}]{Names.Of(first.Severity).ToUpperInvariant()}[/]  [bold]{Safe(first.Title)}[/]{(group.Count > 1 ? $" [grey]({group.Count} times)[/]" : "")}");
        foreach (var finding in group)
        {
            var location = finding.Location;
            var place = $"{location.Path}:{location.StartLine}{(location.Side == Side.Old ? " (removed)" : "")}";
            var function = finding.Evidence.Count > 0 && finding.Evidence[0].Note.Length > 0 ? " " + finding.Evidence[0].Note : "";
            Line($"  [underline]{Safe(place)}[/][grey]{Safe(function)}  {Safe(finding.RuleId)}, {ReportText.Percent(finding.Confidence)} sure[/]");
            if (finding.Evidence.Count > 0)
            {
                Frame(finding.Evidence[0], Colour(finding.Severity));
                foreach (var step in finding.Evidence.Skip(1))
                {
                    Line($"  [grey]{step.Location.StartLine} |[/] {Safe(Cut(step.Snippet.Trim(), _width / 2))} [grey]{Safe(step.Note)}[/]");
                }
            }

            if (finding.Replacement is { } replacement)
            {
                Line($"  [green]+ {Safe(Cut(replacement.Trim(), _width - 4))}[/]");
            }
        }

        Wrapped("  ", first.Message, "");
        Wrapped("  ", first.Recommendation, "green");
        var claims = group.SelectMany(f => verdict.Negotiations.Where(n => n.Winner.Finding.Fingerprint == f.Fingerprint)).SelectMany(n => n.Claims).Where(c => !c.Won);
        foreach (var claim in claims.DistinctBy(c => (c.Finding.Specialist, c.Finding.Message)))
        {
            Wrapped("  ", $"{claim.Finding.Specialist} says {Names.Of(claim.Finding.Severity)}: {claim.Finding.Message}", "grey");
        }

        Line("");
    }

    private void Frame(Evidence evidence, string colour)
    {
        var lines = evidence.Snippet.Split('\n');
        var number = evidence.Location.StartLine;
        var gutter = (number + lines.Length - 1).ToString(CultureInfo.InvariantCulture).Length;
        var indent = lines.Where(l => l.Trim().Length > 0).Select(l => l.Length - l.TrimStart().Length).DefaultIfEmpty(0).Min();
        foreach (var line in lines)
        {
            var code = line.Length > indent ? line[indent..] : line.TrimStart();
            Line($"  [{colour}]{(number++).ToString(CultureInfo.InvariantCulture).PadLeft(gutter)} |[/] {Safe(Cut(code.Replace("\t", "    ", StringComparison.Ordinal), _width - gutter - 6))}");
        }
    }

    private void Coverage(ReviewOutcome outcome)
    {
        var files = outcome.Files;
        var unread = files.Where(f => f.Status != CoverageStatus.Read).ToList();
        var read = files.Count - unread.Count;
        Line($"[bold]Read[/] {read} of {ReportText.Count(files.Count, "file")}{(unread.Count == 0 ? "" : "; not read in full:")}");
        foreach (var group in unread.GroupBy(f => (f.Status, f.Reason)).OrderByDescending(g => g.Key.Status).ThenByDescending(g => g.Count()).Take(MaxUnread))
        {
            var names = string.Join(", ", group.Take(3).Select(f => f.Path)) + (group.Count() > 3 ? ", …" : "");
            Wrapped("  ", $"{group.Count()} {ReportText.Of(group.Key.Status)} ({group.Key.Reason}): {names}", group.Key.Status == CoverageStatus.Skipped ? "grey" : "yellow");
        }

        foreach (var clip in outcome.Clips.Take(MaxUnread))
        {
            Wrapped("  ", $"clipped: {(clip.Path.Length > 0 ? clip.Path + ": " : "")}{clip.Message}", "yellow");
        }

        Line($"[bold]By[/] {Safe(string.Join(", ", outcome.Verdict.Specialists.Select(By)))}");
        if (outcome.Verdict.NotRun.Count > 0)
        {
            Line($"  [grey]not run on the {ReportText.Of(outcome.Verdict.DecisionPath)} path: {Safe(string.Join(", ", outcome.Verdict.NotRun))}[/]");
        }

        if (outcome.Verdict.Suppressed.Count > 0)
        {
            Line($"[bold]Suppressed[/] {ReportText.Count(outcome.Verdict.Suppressed.Count, "finding")}, listed in the JSON and SARIF reports");
            foreach (var reason in outcome.Verdict.Suppressed.GroupBy(f => f.Suppression!.Reason, StringComparer.Ordinal).OrderByDescending(g => g.Count()).Take(MaxReasons))
            {
                Wrapped("  ", $"{reason.Count()} {reason.Key}", "grey");
            }
        }
    }

    private static string By(SpecialistSummary specialist) => specialist.Outcome switch
    {
        SpecialistOutcome.Reported => $"{specialist.Specialist} ({specialist.Findings})",
        SpecialistOutcome.TimedOut => $"{specialist.Specialist} (no answer)",
        _ => $"{specialist.Specialist} (failed)",
    };

    private void Verdict(ReviewOutcome outcome)
    {
        var verdict = outcome.Verdict;
        Line($"[bold]Cost[/] {ReportText.Cost(verdict)}, {verdict.DurationMilliseconds} ms");
        foreach (var escalation in verdict.Escalations)
        {
            Wrapped("", escalation, "bold yellow");
        }

        var what = verdict.Findings.Count == 0 ? "no findings" : $"{ReportText.Count(verdict.Findings.Count, "finding")} ({ReportText.Severities(verdict.Findings)})";
        var gate = outcome.ExitCode switch
        {
            ExitCodes.Gate => $"[bold red]fails[/] the gate (--fail-on {Names.Of(outcome.FailOn)})",
            ExitCodes.Incomplete => "[bold yellow]not complete[/], so it does not pass",
            _ => outcome.FailOn == Severity.None ? "no gate" : $"[green]passes[/] the gate (--fail-on {Names.Of(outcome.FailOn)})",
        };
        Line("");
        Line($"[bold]Verdict: {ReportText.Of(verdict.Status)}[/], {what}: {gate}");
    }

    private void Wrapped(string indent, string text, string style)
    {
        foreach (var line in Wrap(VisibleText.Escape(text), _width - indent.Length))
        {
            Line(style.Length > 0 ? $"{indent}[{style}]{Markup.Escape(line)}[/]" : indent + Markup.Escape(line));
        }
    }

    private static IEnumerable<string> Wrap(string text, int width)
    {
        var start = 0;
        while (text.Length - start > width)
        {
            var space = text.LastIndexOf(' ', start + width, width);
            var end = space > start ? space : start + width;
            yield return text[start..end];
            start = space > start ? end + 1 : end;
        }

        yield return text[start..];
    }

    /// <summary>Never lets the console wrap: a terminal wraps long lines itself, a file keeps them whole.</summary>
    private void Line(string markup)
    {
        console.Write(new Markup(markup) { Overflow = Overflow.Ellipsis });
        console.Profile.Out.Writer.Write('\n');
    }

    private static string Cut(string text, int width) => text.Length <= width ? text : text[..Math.Max(0, width - 1)] + "…";

    private static string Safe(string text) => Markup.Escape(VisibleText.Escape(text));

    private static string Colour(Severity severity) => severity switch
    {
        Severity.Critical or Severity.High => "red",
        Severity.Medium => "yellow",
        _ => "blue",
    };
}
