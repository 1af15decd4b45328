using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Synapse.Cli.Journals;
using Synapse.Cli.Terminal;
using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;

namespace Synapse.Cli.Commands.Journal;

/// <summary><c>synapse journal show ID</c>: what happened to a review, event by event.</summary>
internal static class JournalShowCommand
{
    private static readonly string[] Header = ["VERSION", "TIME (UTC)", "ACTOR", "TYPE", "BYTES"];

    public static Command Create(CliOutput output)
    {
        var id = new Argument<string>("ID") { Description = "The review, or the start of its id." };
        var json = new Option<bool>("--json") { Description = "Write JSON, with the data of the events." };
        var options = new JournalOptions();
        var command = new Command("show", "Show the events of a review.") { id, json };
        options.AddTo(command);
        command.SetAction((parse, cancellation) => JournalVerb.RunAsync(
            output,
            parse.GetValue(options.Journal),
            bringForward: false,
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

        var events = (await journal.ReadAsync(id, 0, cancellation)).Events;
        if (json)
        {
            JsonOutput.Write(output.Out, writer => WriteJson(writer, id, events));
        }
        else
        {
            TextTable.Write(output.Out, [Header, .. events.Select(e => new[]
            {
                e.Version.ToString(CultureInfo.InvariantCulture),
                e.Event.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture),
                e.Event.Actor,
                e.Event.Type,
                e.Event.Data.Length.ToString(CultureInfo.InvariantCulture),
            })]);
        }

        return ExitCodes.Ok;
    }

    private static void WriteJson(Utf8JsonWriter json, AggregateId id, IReadOnlyList<RecordedEvent> events)
    {
        json.WriteStartObject();
        json.WriteString("stream", id.ToString());
        json.WriteStartArray("events");
        foreach (var (version, @event) in events)
        {
            json.WriteStartObject();
            json.WriteNumber("version", version);
            json.WriteString("at", @event.At);
            json.WriteString("actor", @event.Actor);
            json.WriteString("commandId", @event.CommandId);
            json.WriteString("type", @event.Type);
            json.WritePropertyName("data");
            EventJson.WriteData(json, @event.Data);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
