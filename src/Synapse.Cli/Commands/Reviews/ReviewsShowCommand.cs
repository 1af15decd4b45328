using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Synapse.Analysis.Reports;
using Synapse.Cli.Journals;
using Synapse.Cli.Terminal;
using Synapse.Core;
using Synapse.Core.Findings;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Reviews;

namespace Synapse.Cli.Commands.Reviews;

/// <summary><c>synapse reviews show ID</c>: one recorded review with its findings, what was not read, and what it cost.</summary>
internal static class ReviewsShowCommand
{
    private const int MaxShownGaps = 10;

    public static Command Create(CliOutput output)
    {
        var id = new Argument<string>("ID") { Description = "The review, or the start of its id." };
        var json = new Option<bool>("--json") { Description = "Write JSON, with the complete findings." };
        var options = new JournalOptions();
        var command = new Command("show", "Show a recorded review.") { id, json };
        options.AddTo(command);
        command.SetAction((parse, cancellation) => JournalVerb.RunAsync(
            output,
            parse.GetValue(options.Journal),
            bringForward: true,
            (journal, _) => RunAsync(journal, parse.GetValue(options.Tenant)!, parse.GetValue(id)!, parse.GetValue(json), output, cancellation),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(IJournalStore journal, string tenant, string text, bool json, CliOutput output, CancellationToken cancellation)
    {
        if (await JournalVerb.FindReviewAsync(output, journal, tenant, text, cancellation) is not { } id)
        {
            return ExitCodes.Usage;
        }

        if (await journal.Reviews.FindAsync(id.Tenant, id.Id, cancellation) is not { } view)
        {
            output.Error.WriteLine($"synapse: {id.Id} is in the journal and not in the list of reviews; 'synapse journal rebuild' puts that right");
            return ExitCodes.Internal;
        }

        if (json)
        {
            JsonOutput.Write(output.Out, writer => WriteJson(writer, view));
        }
        else
        {
            Write(output.Out, view);
        }

        return ExitCodes.Ok;
    }

    private static void Write(TextWriter target, ReviewView view)
    {
        var row = view.Review;
        void Line(string name, string text)
        {
            if (text.Length > 0)
            {
                target.WriteLine($"{name,-12}{VisibleText.Escape(text)}");
            }
        }

        Line("review", row.Id.Id);
        Line("title", row.Title);
        Line("author", row.Author);
        Line("revisions", row.BaseRevision.Length + row.HeadRevision.Length == 0 ? "" : $"{OrDash(row.BaseRevision)} .. {OrDash(row.HeadRevision)}");
        Line("requested", $"{InstantText.Of(row.RequestedAt)} UTC, {ReportText.Count(row.Files, "file")}, {ReportText.Of(row.DecisionPath)} path");
        Line("status", row.EndedAt is null
            ? $"running, to end by {InstantText.Of(row.Deadline)} UTC"
            : string.Create(CultureInfo.InvariantCulture, $"{ReviewNames.Of(row.Standing)} after {row.DurationMilliseconds / 1000m:0.0##} s, cost {ReportText.Credits(row.CostMicroCredits)}"));
        if (row.EndedAt is null)
        {
            return;
        }

        Line("verdict", $"{Names.Of(row.Severity)}, {ReportText.Percent(row.Confidence)} sure, {ReportText.Count(row.Findings.All, "finding")}{(row.Suppressed > 0 ? $", {row.Suppressed} suppressed" : "")}");
        foreach (var remark in row.Remarks.Split('\n'))
        {
            Line("remark", remark);
        }

        Table(target, "FINDINGS", ["SEVERITY", "RULE", "PLACE", "BY", "MESSAGE"], view.Findings.Where(f => f.Suppression.Length == 0).Select(Row));
        Table(target, "SUPPRESSED", ["SEVERITY", "RULE", "PLACE", "BY", "MESSAGE"], view.Findings.Where(f => f.Suppression.Length > 0).Select(f => Row(f with { Message = $"{f.Suppression}: {f.Message}" })));
        Table(target, "SPECIALISTS", ["ID", "VERSION", "OUTCOME", "FINDINGS", "FILES READ", "SKIPPED", "CLIPPED", "TIMED OUT", "FAILED", "TOOK", "COST", "CAUSE"], view.Specialists.Select(s => new[]
        {
            s.Specialist, s.Version, ReportText.Of(s.Outcome), Text(s.Findings), Text(s.Coverage.Read), Text(s.Coverage.Skipped), Text(s.Coverage.Clipped), Text(s.Coverage.TimedOut), Text(s.Coverage.Failed),
            $"{s.DurationMilliseconds} ms", ReportText.Credits(s.CostMicroCredits), s.Cause,
        }));
        Gaps(target, view);
    }

    private static void Gaps(TextWriter target, ReviewView view)
    {
        var groups = view.Gaps.GroupBy(g => (g.Status, g.Reason, g.Specialist)).ToList();
        Table(target, "NOT READ IN FULL", ["BY", "STATUS", "FILES", "REASON", "SUCH AS"], groups.Take(MaxShownGaps).Select(g => new[]
        {
            g.Key.Specialist, ReportText.Of(g.Key.Status), Text(g.Count()), g.Key.Reason, g.First().Path,
        }));
        if (groups.Count > MaxShownGaps)
        {
            target.WriteLine($"  and {groups.Count - MaxShownGaps} more reasons; --json has them all");
        }
    }

    private static void Table(TextWriter target, string title, string[] header, IEnumerable<string[]> rows)
    {
        List<string[]> all = [header, .. rows];
        if (all.Count > 1)
        {
            target.WriteLine();
            target.WriteLine(title);
            TextTable.Write(target, all, "  ");
        }
    }

    private static string[] Row(FindingRow finding) => [Names.Of(finding.Severity), finding.RuleId, $"{finding.Path}:{finding.StartLine}", finding.Specialist, finding.Message];

    private static string OrDash(string text) => text.Length == 0 ? "-" : text;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void WriteJson(Utf8JsonWriter json, ReviewView view)
    {
        json.WriteStartObject();
        ReviewRowJson.WriteFields(json, view.Review);
        json.WriteStartArray("findings");
        foreach (var finding in view.Findings)
        {
            JsonReport.WriteFinding(json, ReviewView.Read(finding), null);
        }

        json.WriteEndArray();
        json.WriteStartArray("specialists");
        foreach (var specialist in view.Specialists)
        {
            json.WriteStartObject();
            JsonReport.WriteFields(json, specialist.Summary);
            json.WriteStartObject("files");
            json.WriteNumber("read", specialist.Coverage.Read);
            json.WriteNumber("skipped", specialist.Coverage.Skipped);
            json.WriteNumber("clipped", specialist.Coverage.Clipped);
            json.WriteNumber("timedOut", specialist.Coverage.TimedOut);
            json.WriteNumber("failed", specialist.Coverage.Failed);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("notReadInFull");
        foreach (var gap in view.Gaps)
        {
            JsonReport.WriteCoverageRow(json, new CoverageRow(gap.Path, gap.Specialist, gap.Status, gap.Reason));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
