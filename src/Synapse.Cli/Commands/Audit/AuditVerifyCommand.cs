using System.CommandLine;
using System.Text.Json;
using Synapse.Analysis.Reports;
using Synapse.Cli.Audit;
using Synapse.Cli.Journals;
using Synapse.Core;
using Synapse.Runtime.Journal;

namespace Synapse.Cli.Commands.Audit;

/// <summary><c>synapse audit verify</c>: follows the chain of hashes and compares it with checkpoints.</summary>
internal sealed class AuditVerifyCommand(CliOutput output)
{
    private readonly JournalOptions _journal = new();
    private readonly Option<string[]> _keys = new("--key") { Description = "A key in PEM, the public half is enough: signatures of checkpoints must be good. After a change of keys, give each.", HelpName = "FILE", DefaultValueFactory = _ => [] };
    private readonly Option<string[]> _kept = new("--checkpoint") { Description = "Checkpoints that were kept outside; may be given several times.", HelpName = "FILE", DefaultValueFactory = _ => [] };
    private readonly Option<bool> _json = new("--json") { Description = "Write JSON." };

    public static Command Create(CliOutput output)
    {
        var verify = new AuditVerifyCommand(output);
        var command = new Command("verify", "Check that no event was changed, added or removed. Exits with 1 when one was.") { verify._keys, verify._kept, verify._json };
        verify._journal.AddTo(command);
        command.SetAction(verify.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var tenant = parse.GetValue(_journal.Tenant)!;
        var kept = new List<AuditCheckpoint>();
        foreach (var file in parse.GetValue(_kept)!)
        {
            var (checkpoints, problem) = CheckpointText.Read(file);
            if (problem is not null)
            {
                return JournalVerb.Refuse(output, problem);
            }

            var own = checkpoints.Where(c => c.Tenant == tenant).ToList();
            if (own.Count == 0)
            {
                return JournalVerb.Refuse(output, $"{file} holds no checkpoint of tenant '{tenant}'");
            }

            kept.AddRange(own);
        }

        var keys = new List<AuditKey>();
        try
        {
            foreach (var file in parse.GetValue(_keys)!)
            {
                var (key, problem) = AuditKey.Read(file, mustSign: false);
                if (problem is not null)
                {
                    return JournalVerb.Refuse(output, problem);
                }

                keys.Add(key!);
            }

            return await JournalVerb.RunAsync(
                output, parse.GetValue(_journal.Journal), bringForward: false, (journal, name) => VerifyAsync(journal, name, tenant, keys, kept, parse.GetValue(_json), cancellation), cancellation);
        }
        finally
        {
            keys.ForEach(k => k.Dispose());
        }
    }

    private async Task<int> VerifyAsync(IJournalStore journal, string name, string tenant, List<AuditKey> keys, List<AuditCheckpoint> kept, bool json, CancellationToken cancellation)
    {
        var stored = await journal.Audit.ReadCheckpointsAsync(tenant, cancellation);

        // One in the database that was never signed proves nothing, with a key or without. One that was kept outside must be signed.
        Func<AuditCheckpoint, bool>? isSigned = keys.Count == 0 ? null : c => (c.Signature.IsEmpty && !kept.Contains(c)) || keys.Exists(k => k.IsGood(c));
        var result = await journal.Audit.VerifyAsync(tenant, isSigned, kept, cancellation);
        if (json)
        {
            JsonOutput.Write(output.Out, writer => WriteJson(writer, tenant, result, stored.Count, kept.Count, keys.Count > 0));
        }
        else if (result.IsIntact)
        {
            output.Out.WriteLine($"intact: {ReportText.Count((int)result.Events, "event")} of tenant {tenant}, the last at position {result.Position}");
        }
        else
        {
            output.Out.WriteLine($"BROKEN at position {result.BrokenPosition}: {VisibleText.Escape(result.Problem!)}");
        }

        output.Error.WriteLine(
            $"{VisibleText.Escape(name)}: compared with {ReportText.Count(stored.Count, "checkpoint")} in the journal and {kept.Count} kept outside, {(keys.Count == 0 ? "no signature checked" : $"signatures checked with key {string.Join(" or ", keys.Select(k => k.Id))}")}");
        if (result.IsIntact && kept.Count == 0 && result.Events > 0)
        {
            output.Error.WriteLine("whoever can write to the database can also cut off its end: keep checkpoints elsewhere and give them with --checkpoint");
        }

        return result.IsIntact ? ExitCodes.Ok : ExitCodes.Gate;
    }

    private static void WriteJson(Utf8JsonWriter json, string tenant, AuditResult result, int stored, int kept, bool isSigned)
    {
        json.WriteStartObject();
        json.WriteString("tenant", tenant);
        json.WriteBoolean("intact", result.IsIntact);
        json.WriteNumber("events", result.Events);
        json.WriteNumber("position", result.Position);
        json.WriteString("hash", result.Hash);
        if (result.BrokenPosition is { } broken)
        {
            json.WriteNumber("brokenPosition", broken);
            json.WriteString("problem", result.Problem);
        }

        json.WriteNumber("checkpointsInJournal", stored);
        json.WriteNumber("checkpointsOutside", kept);
        json.WriteBoolean("signaturesChecked", isSigned);
        json.WriteEndObject();
    }
}
