using System.CommandLine;
using System.Globalization;
using Synapse.Cli.Journals;
using Synapse.Cli.Terminal;
using Synapse.Core.Kernel;
using Synapse.Core.Queues;

namespace Synapse.Cli.Commands.Queues;

/// <summary><c>synapse queue list</c>: every queue with where its items are.</summary>
internal static class QueueListCommand
{
    private static readonly string[] Header = ["QUEUE", "TENANT", "MODE", "READY", "RUNNING", "DELAYED", "WAITING", "DEAD", "DONE", "CANCELLED"];

    public static Command Create(CliOutput output)
    {
        var json = TenantVerb.JsonOption();
        return TenantVerb.Reading(new Command("list", "List the queues with their counts.") { json }, output, async (parse, journal) =>
        {
            var queues = new List<(AggregateId Id, QueueState State)>();
            foreach (var id in await QueueNames.AllAsync(journal))
            {
                queues.Add((id, await journal.QueueAsync(id)));
            }

            return journal.Write(
                parse.GetValue(json),
                writer =>
                {
                    writer.WriteStartArray();
                    foreach (var (id, state) in queues)
                    {
                        writer.WriteStartObject();
                        QueueJson.WriteHead(writer, id, state);
                        writer.WriteEndObject();
                    }

                    writer.WriteEndArray();
                },
                text => TextTable.Write(text, [Header, .. queues.Select(q => Row(q.Id, q.State))]));
        });
    }

    private static string[] Row(AggregateId id, QueueState state)
    {
        var counts = state.Counts;
        return
        [
            id.Id, id.Tenant, QueueNames.Of(state.Mode),
            .. new[] { counts.Ready, counts.Leased, counts.Delayed, counts.Waiting, counts.Dead, counts.Done, counts.Cancelled }.Select(n => n.ToString("#,0", CultureInfo.InvariantCulture)),
        ];
    }
}
