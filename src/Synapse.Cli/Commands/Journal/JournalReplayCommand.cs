using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Synapse.Analysis.Reports;
using Synapse.Cli.Journals;
using Synapse.Core;
using Synapse.Core.Findings;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Reviews;

namespace Synapse.Cli.Commands.Journal;

/// <summary><c>synapse journal replay ID</c>: folds the events again and tells where the review stood.</summary>
internal static class JournalReplayCommand
{
    private static readonly ReviewEventCodec Events = new();

    public static Command Create(CliOutput output)
    {
        var id = new Argument<string>("ID") { Description = "The review, or the start of its id." };
        var at = new Option<long?>("--at") { Description = "The version to stop at. Default: the last one.", HelpName = "VERSION" };
        var json = new Option<bool>("--json") { Description = "Write the folded state as JSON." };
        var options = new JournalOptions();
        var command = new Command("replay", "Fold the events of a review again and tell where it stood at a version.") { id, at, json };
        options.AddTo(command);
        command.SetAction((parse, cancellation) => JournalVerb.RunAsync(
            output,
            parse.GetValue(options.Journal),
            bringForward: false,
            (journal, _) => RunAsync(journal, parse.GetValue(options.Tenant)!, parse.GetValue(id)!, parse.GetValue(at), parse.GetValue(json), output, cancellation),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(IJournalStore journal, string tenant, string text, long? at, bool json, CliOutput output, CancellationToken cancellation)
    {
        if (await JournalVerb.FindReviewAsync(output, journal, tenant, text, cancellation) is not { } id)
        {
            return ExitCodes.Usage;
        }

        var slice = await journal.ReadAsync(id, 0, cancellation);
        var version = at ?? slice.Version;
        if (version < 1 || version > slice.Version)
        {
            return JournalVerb.Refuse(output, $"--at {version} is no version of this review; it has 1 to {slice.Version}");
        }

        var events = slice.Events.Where(e => e.Version <= version).ToList();
        var state = Events.Fold(events);
        if (json)
        {
            JsonOutput.Write(output.Out, writer => WriteJson(writer, id, version, state));
        }
        else
        {
            Write(output.Out, id, version, slice.Version, events[^1], state);
        }

        return ExitCodes.Ok;
    }

    private static void WriteJson(Utf8JsonWriter json, AggregateId id, long version, ReviewState state)
    {
        json.WriteStartObject();
        json.WriteString("stream", id.ToString());
        json.WriteNumber("version", version);
        json.WriteString("schema", new ReviewStateCodec().Schema);
        json.WritePropertyName("state");
        json.WriteRawValue(new ReviewStateCodec().Encode(state).Span);
        json.WriteEndObject();
    }

    private static void Write(TextWriter target, AggregateId id, long version, long last, RecordedEvent latest, ReviewState state)
    {
        void Line(string name, string text) => target.WriteLine($"{name,-12}{VisibleText.Escape(text)}");
        Line("review", id.Id);
        Line("version", string.Create(CultureInfo.InvariantCulture, $"{version} of {last}, {latest.Event.Type} by {latest.Event.Actor} at {latest.Event.At.UtcDateTime:yyyy-MM-dd HH:mm:ss.fff} UTC"));
        Line("status", state.Verdict is { } verdict ? $"summarised: {ReportText.Of(verdict.Status)}, {Names.Of(verdict.Severity)}, {ReportText.Count(verdict.Findings.Count, "finding")}"
            : state.Status == ReviewStatus.Cancelled ? $"cancelled: {state.CancelReason}"
            : state.Specialists.Count == 0 ? "requested"
            : state.Pending.Any() ? "running" : "to be summarised");
        if (state.Change is { } change)
        {
            Line("change", $"{change.Title}{(change.Title.Length > 0 ? ", " : "")}{ReportText.Count(change.FilesChanged, "file")}");
        }

        if (state.Rationale.Count > 0)
        {
            Line("path", $"{ReportText.Of(state.Path)}: {string.Join("; ", state.Rationale)}");
        }

        foreach (var specialist in state.Specialists)
        {
            Line("specialist", $"{specialist.Assignment.Specialist}: {Of(specialist)}");
        }
    }

    private static string Of(Progress progress) => progress.Status switch
    {
        ProgressStatus.Pending => "pending",
        ProgressStatus.Reported => $"reported {ReportText.Count(progress.Report!.Findings.Count, "finding")}",
        ProgressStatus.TimedOut => "timed out",
        _ => "failed: " + progress.Cause,
    };
}
