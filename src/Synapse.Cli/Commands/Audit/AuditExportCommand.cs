using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Synapse.Cli.Journals;
using Synapse.Core;
using Synapse.Runtime.Journal;

namespace Synapse.Cli.Commands.Audit;

/// <summary><c>synapse audit export</c>: the events with their hashes as JSON lines, enough to check the chain without Synapse.</summary>
internal static class AuditExportCommand
{
    public static Command Create(CliOutput output)
    {
        var after = new Option<long>("--after") { Description = "Only events after this position.", HelpName = "POSITION" };
        var file = new Option<string?>("--output", "-o") { Description = "The file to write; - is standard output, the default.", HelpName = "FILE" };
        var options = new JournalOptions();
        var command = new Command("export", "Write the events with their hashes as JSON lines.") { after, file };
        options.AddTo(command);
        command.SetAction((parse, cancellation) => JournalVerb.RunAsync(
            output,
            parse.GetValue(options.Journal),
            bringForward: false,
            (journal, _) => RunAsync(journal, parse.GetValue(options.Tenant)!, parse.GetValue(after), parse.GetValue(file) ?? "-", output, cancellation),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(IJournalStore journal, string tenant, long after, string file, CliOutput output, CancellationToken cancellation)
    {
        if (file == "-")
        {
            await WriteAsync(journal, tenant, after, output.Out, cancellation);
            return ExitCodes.Ok;
        }

        StreamWriter writer;
        try
        {
            writer = new StreamWriter(file, false, new UTF8Encoding(false)) { NewLine = "\n" };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return JournalVerb.Refuse(output, $"{file} cannot be written: {FileProblem.Of(e)}");
        }

        await using (writer)
        {
            var count = await WriteAsync(journal, tenant, after, writer, cancellation);
            output.Error.WriteLine($"{count} events of tenant {VisibleText.Escape(tenant)} written to {VisibleText.Escape(file)}");
        }

        return ExitCodes.Ok;
    }

    private static async Task<long> WriteAsync(IJournalStore journal, string tenant, long after, TextWriter target, CancellationToken cancellation)
    {
        var count = 0L;
        await foreach (var row in journal.Audit.ExportAsync(tenant, after, cancellation))
        {
            await target.WriteLineAsync(Line(row).AsMemory(), cancellation);
            count++;
        }

        return count;
    }

    private static string Line(AuditRow row)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("position", row.Position);
            json.WriteString("tenant", row.Stream.Tenant);
            json.WriteString("kind", row.Stream.Kind);
            json.WriteString("id", row.Stream.Id);
            json.WriteNumber("version", row.Version);
            json.WriteString("type", row.Event.Type);
            json.WriteString("at", row.Event.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
            json.WriteString("actor", row.Event.Actor);
            json.WriteString("commandId", row.Event.CommandId);
            if (!row.IsCompacted)
            {
                json.WritePropertyName("data");
                EventJson.WriteData(json, row.Event.Data);
            }

            json.WriteString("dataSha256", Convert.ToHexStringLower(row.DataDigest.Span));
            json.WriteString("hash", Convert.ToHexStringLower(row.Hash.Span));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
