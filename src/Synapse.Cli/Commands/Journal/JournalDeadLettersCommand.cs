using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Synapse.Cli.Commands.Reviews;
using Synapse.Cli.Journals;
using Synapse.Cli.Terminal;
using Synapse.Runtime.Journal;

namespace Synapse.Cli.Commands.Journal;

/// <summary><c>synapse journal dead-letters</c>: what could not be done, and why.</summary>
internal static class JournalDeadLettersCommand
{
    private const int MaxShown = 1_000;

    public static Command Create(CliOutput output)
    {
        var json = new Option<bool>("--json") { Description = "Write JSON." };
        var options = new JournalOptions();
        var command = new Command("dead-letters", "List what followed from events and could not be done, with its cause.") { json };
        options.AddTo(command);
        command.SetAction((parse, cancellation) => JournalVerb.RunAsync(
            output,
            parse.GetValue(options.Journal),
            bringForward: false,
            async (journal, _) => Write(await journal.ReadDeadLettersAsync(parse.GetValue(options.Tenant), null, MaxShown, cancellation), parse.GetValue(json), output),
            cancellation));
        return command;
    }

    private static int Write(IReadOnlyList<DeadLetter> letters, bool json, CliOutput output)
    {
        if (json)
        {
            JsonOutput.Write(output.Out, writer => WriteJson(writer, letters));
        }
        else if (letters.Count == 0)
        {
            output.Error.WriteLine("synapse: nothing was left undone");
        }
        else
        {
            TextTable.Write(output.Out, [["STREAM", "EVENT", "TRIES", "AT (UTC)", "CAUSE", "EFFECT"], .. letters.Select(l => (string[])
            [
                l.Stream.ToString(), string.Create(CultureInfo.InvariantCulture, $"{l.Version}.{l.Index}"), l.Tries.ToString(CultureInfo.InvariantCulture),
                InstantText.Of(l.At), l.Cause, l.Effect,
            ])]);
        }

        if (letters.Count == MaxShown)
        {
            output.Error.WriteLine($"synapse: only the first {MaxShown} are shown");
        }

        return ExitCodes.Ok;
    }

    private static void WriteJson(Utf8JsonWriter json, IReadOnlyList<DeadLetter> letters)
    {
        json.WriteStartArray();
        foreach (var letter in letters)
        {
            json.WriteStartObject();
            json.WriteString("stream", letter.Stream.ToString());
            json.WriteNumber("version", letter.Version);
            json.WriteNumber("index", letter.Index);
            json.WriteString("effect", letter.Effect);
            json.WriteString("cause", letter.Cause);
            json.WriteNumber("tries", letter.Tries);
            json.WriteString("at", letter.At.UtcDateTime);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
