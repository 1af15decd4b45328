using System.CommandLine;
using System.Text.Json;
using Synapse.Analysis.Reports;
using Synapse.Cli.Journals;
using Synapse.Core;
using Synapse.Runtime;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;

namespace Synapse.Cli.Commands.Journal;

/// <summary><c>synapse journal rebuild</c>: folds the read models again and puts right what differs.</summary>
internal static class JournalRebuildCommand
{
    public static Command Create(CliOutput output)
    {
        var journal = JournalOptions.CreateJournal();
        var json = new Option<bool>("--json") { Description = "Write JSON." };
        var command = new Command("rebuild", "Make the lists of reviews, findings, coverage and costs again from the events.") { json, journal };
        command.SetAction((parse, cancellation) => JournalVerb.RunAsync(
            output, parse.GetValue(journal), bringForward: false, (store, _) => RunAsync(store, parse.GetValue(json), output, cancellation), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(IJournalStore journal, bool json, CliOutput output, CancellationToken cancellation)
    {
        var result = await new ViewRebuild(journal).HostAll().RunAsync(cancellation);
        if (json)
        {
            JsonOutput.Write(output.Out, writer => WriteJson(writer, result));
        }
        else
        {
            output.Out.WriteLine($"{ReportText.Count((int)result.Streams, "review")} folded, {(result.Differing == 0 ? "none differed" : $"{result.Differing} differed and were put right")}");
        }

        foreach (var failure in result.Failures)
        {
            output.Error.WriteLine($"synapse: {VisibleText.Escape(failure)}");
        }

        return result.Failures.Count == 0 ? ExitCodes.Ok : ExitCodes.Internal;
    }

    private static void WriteJson(Utf8JsonWriter json, RebuildResult result)
    {
        json.WriteStartObject();
        json.WriteNumber("reviews", result.Streams);
        json.WriteNumber("differing", result.Differing);
        json.WriteStartArray("failures");
        foreach (var failure in result.Failures)
        {
            json.WriteStringValue(failure);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
