using System.CommandLine;
using System.Text.Json;
using Synapse.Analysis.Reports;
using Synapse.Cli.Journals;
using Synapse.Cli.Reviews;
using Synapse.Cli.Terminal;
using Synapse.Core;
using Synapse.Core.Findings;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Runtime.Journal;
using Synapse.Storage;

namespace Synapse.Cli.Commands.Review;

/// <summary><c>synapse review what-if ID</c>: has other agents read what a review read, and shows what they say otherwise.</summary>
internal sealed class ReviewWhatIfCommand(CliOutput output)
{
    private readonly Argument<string> _id = new("ID") { Description = "The review, or the start of its id." };
    private readonly Option<bool> _json = new("--json") { Description = "Write the difference as JSON." };
    private readonly Option<string?> _journal = JournalOptions.CreateJournal();
    private readonly AgentOptions _agents = new();

    public static Command Create(CliOutput output)
    {
        var whatIf = new ReviewWhatIfCommand(output);
        var command = new Command("what-if", "Run a review of the journal again with the agents there are now, or others, and show the difference. The review itself is not touched.")
        {
            whatIf._id, whatIf._json, whatIf._journal,
        };
        whatIf._agents.AddTo(command);
        command.SetAction((parse, cancellation) => whatIf._agents.Problem(parse) is { } problem
            ? Task.FromResult(JournalVerb.Refuse(output, problem))
            : JournalVerb.RunAsync(output, parse.GetValue(whatIf._journal), bringForward: false, (journal, _) => whatIf.RunAsync(parse, journal, cancellation), cancellation));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parse, IJournalStore journal, CancellationToken cancellation)
    {
        if (await StoredReview.FindAsync(output, journal, parse.GetValue(_id)!, cancellation) is not var (id, state, input))
        {
            return ExitCodes.Usage;
        }

        if (state.Verdict is not { } before)
        {
            return JournalVerb.Refuse(output, $"review {id.Id} has no verdict to compare with; {(state.Status == ReviewStatus.Cancelled ? "it was cancelled" : "'synapse review resume' goes on with it")}");
        }

        if (input is null)
        {
            return StoredReview.RefuseUnkept(output, id);
        }

        if (_agents.Load(parse, output) is not var (configuration, packs))
        {
            return ExitCodes.Usage;
        }

        await using var memory = new MemoryJournal();
        var ending = await new ReviewSession(configuration, packs, memory)
            .RunAsync(id.Id, input, [.. state.Change!.Labels], state.Change.Intent, RecordUse.None, ProgressLine.For(output), cancellation);
        if (ending.Verdict is not { } after)
        {
            return ending.Refusal is { } refusal ? JournalVerb.Refuse(output, refusal) : ExitCodes.Interrupted;
        }

        var difference = VerdictDifference.Between(before, after);
        if (parse.GetValue(_json))
        {
            JsonOutput.Write(output.Out, json => WriteJson(json, id, difference));
        }
        else
        {
            Write(output.Out, id, difference);
        }

        return ExitCodes.Ok;
    }

    private static void Write(TextWriter target, AggregateId id, VerdictDifference difference)
    {
        target.WriteLine($"review {id.Id}, and what it would be now:");
        TextTable.Write(target, [["", "then", "now"], .. Facts(difference).Select(f => (string[])[f.Name, f.Then, f.Now])], "  ");
        foreach (var (title, rows) in ((string, IReadOnlyList<string[]>)[])
            [
                ("new", [.. difference.New.Select(f => Row(f, Names.Of(f.Severity)))]),
                ("gone", [.. difference.Gone.Select(f => Row(f, Names.Of(f.Severity)))]),
                ("otherwise", [.. difference.Changed.Select(c => Row(c.After, Change(c)))]),
            ])
        {
            if (rows.Count > 0)
            {
                target.WriteLine();
                target.WriteLine($"{title}:");
                TextTable.Write(target, rows, "  ");
            }
        }

        target.WriteLine();
        target.WriteLine(difference.New.Count + difference.Gone.Count + difference.Changed.Count == 0
            ? $"No difference: {ReportText.Count(difference.Same, "finding")} in both."
            : $"{ReportText.Count(difference.Same, "finding")} in both.");
    }

    private static IEnumerable<(string Name, string Then, string Now)> Facts(VerdictDifference difference)
    {
        var (before, after) = (difference.Before, difference.After);
        yield return ("verdict", $"{ReportText.Of(before.Status)}, {Names.Of(before.Severity)}", $"{ReportText.Of(after.Status)}, {Names.Of(after.Severity)}");
        yield return ("findings", ReportText.Count(before.Findings.Count, "finding"), ReportText.Count(after.Findings.Count, "finding"));
        yield return ("path", ReportText.Of(before.DecisionPath), ReportText.Of(after.DecisionPath));
        yield return ("cost", ReportText.Credits(before.CostMicroCredits), ReportText.Credits(after.CostMicroCredits));
        foreach (var name in before.Specialists.Concat(after.Specialists).Select(s => s.Specialist).Distinct())
        {
            yield return (name, VersionOf(before, name), VersionOf(after, name));
        }
    }

    private static string VersionOf(Verdict verdict, string specialist) =>
        verdict.Specialists.FirstOrDefault(s => s.Specialist == specialist) is { } found ? $"{found.Version} {ReportText.Of(found.Outcome)}" : "not asked";

    private static string[] Row(Finding finding, string severity) => [severity, finding.RuleId, $"{finding.Location.Path}:{finding.Location.StartLine}", finding.Title];

    private static string Change((Finding Before, Finding After) pair) => pair.Before.Severity == pair.After.Severity
        ? $"{ReportText.Percent(pair.Before.Confidence)} -> {ReportText.Percent(pair.After.Confidence)} sure"
        : $"{Names.Of(pair.Before.Severity)} -> {Names.Of(pair.After.Severity)}";

    private static void WriteJson(Utf8JsonWriter json, AggregateId id, VerdictDifference difference)
    {
        json.WriteStartObject();
        json.WriteString("review", id.Id);
        WriteVerdict(json, "then", difference.Before);
        WriteVerdict(json, "now", difference.After);
        WriteFindings(json, "new", difference.New);
        WriteFindings(json, "gone", difference.Gone);
        json.WriteStartArray("otherwise");
        foreach (var (before, after) in difference.Changed)
        {
            json.WriteStartObject();
            WriteFinding(json, after);
            json.WriteString("severityThen", Names.Of(before.Severity));
            json.WriteNumber("confidenceThen", before.Confidence.AsShare);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("same", difference.Same);
        json.WriteEndObject();
    }

    private static void WriteVerdict(Utf8JsonWriter json, string name, Verdict verdict)
    {
        json.WriteStartObject(name);
        json.WriteString("status", ReportText.Of(verdict.Status));
        json.WriteString("severity", Names.Of(verdict.Severity));
        json.WriteNumber("findings", verdict.Findings.Count);
        json.WriteNumber("costMicroCredits", verdict.CostMicroCredits);
        json.WriteStartObject("specialists");
        foreach (var specialist in verdict.Specialists)
        {
            json.WriteString(specialist.Specialist, specialist.Version);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteFindings(Utf8JsonWriter json, string name, IReadOnlyList<Finding> findings)
    {
        json.WriteStartArray(name);
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            WriteFinding(json, finding);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFinding(Utf8JsonWriter json, Finding finding)
    {
        json.WriteString("rule", finding.RuleId);
        json.WriteString("severity", Names.Of(finding.Severity));
        json.WriteNumber("confidence", finding.Confidence.AsShare);
        json.WriteString("path", finding.Location.Path);
        json.WriteNumber("line", finding.Location.StartLine);
        json.WriteString("title", finding.Title);
        json.WriteString("fingerprint", finding.Fingerprint.Primary);
    }
}
