using System.Runtime.InteropServices;
using Npgsql;
using NpgsqlTypes;
using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;
using Synapse.Storage.Commits;
using Synapse.Storage.Views;

namespace Synapse.Storage.Postgres;

/// <summary>
/// Commits a batch in one round trip: one call of <c>journal_commit</c> with array parameters, in a transaction of its own. See
/// <c>Postgres/0001_journal.sql</c> and <c>Postgres/0002_read_models.sql</c> for what it does, and for the order of the parameters.
/// </summary>
internal sealed class PostgresCommit
{
    private const NpgsqlDbType Text = NpgsqlDbType.Array | NpgsqlDbType.Text;
    private const NpgsqlDbType Number = NpgsqlDbType.Array | NpgsqlDbType.Bigint;
    private const NpgsqlDbType Bytes = NpgsqlDbType.Array | NpgsqlDbType.Bytea;
    private const NpgsqlDbType Truth = NpgsqlDbType.Array | NpgsqlDbType.Boolean;
    private const int Parameters = 35;

    private static readonly string Call = $"SELECT journal_commit({string.Join(", ", Enumerable.Range(1, Parameters).Select(i => $"${i}"))})";

    /// <summary>For marks and removals only: answers before the log is on disk. The setting ends with the transaction.</summary>
    private static readonly string RelaxedCall = $"{Call} FROM set_config('synchronous_commit', 'off', true)";

    private enum Timer : long
    {
        Fired,
        Set,
        Cancelled,
    }

    public async Task<IReadOnlyList<AppendStatus>> RunAsync(NpgsqlConnection connection, CommitBatch batch)
    {
        var command = new NpgsqlCommand(batch.MustBeDurable ? Call : RelaxedCall, connection);
        await using (command.ConfigureAwait(false))
        {
            AddAppends(command.Parameters, [.. batch.Appends.Select(a => a.Content)]);
            AddEvents(command.Parameters, batch.Appends);
            AddTimers(command.Parameters, batch.Appends);
            AddBodies(command.Parameters, batch.Appends);
            AddIds(command.Parameters, [.. batch.Marks.Select(m => m.Stream)]);
            Add(command.Parameters, Number, batch.Marks.Select(m => m.Version));
            AddIds(command.Parameters, [.. batch.Removals.Select(r => r.Timer.Stream)]);
            Add(command.Parameters, Text, batch.Removals.Select(r => r.Timer.Name));
            Add(command.Parameters, Number, batch.Removals.Select(r => r.Timer.DueAt.UtcTicks));
            AddRows(command.Parameters, batch.Appends);
            await command.PrepareAsync().ConfigureAwait(false);
            var answers = (long[])(await command.ExecuteScalarAsync().ConfigureAwait(false))!;
            return [.. answers.Select(a => a switch { 0 => AppendStatus.Appended, 1 => AppendStatus.Conflict, _ => AppendStatus.MissingBody })];
        }
    }

    private static void AddAppends(NpgsqlParameterCollection parameters, IReadOnlyList<StreamAppend> appends)
    {
        AddIds(parameters, [.. appends.Select(a => a.Stream)]);
        Add(parameters, Number, appends.Select(a => a.ExpectedVersion));
        Add(parameters, Number, appends.Select(a => (long)a.Events.Count));
        Add(parameters, Number, appends.Select(a => (long)(a.Fired.Count + a.Timers.Count)));
        Add(parameters, Number, appends.Select(a => (long)(a.Holds.Count + a.Releases.Count)));
        Add(parameters, Number, appends.Select(a => a.Snapshot?.Version ?? 0));
        Add(parameters, Text, appends.Select(a => a.Snapshot?.Schema ?? ""));
        Add(parameters, Bytes, appends.Select(a => ArrayOf(a.Snapshot?.State ?? default)));
    }

    private static void AddEvents(NpgsqlParameterCollection parameters, IReadOnlyList<CommitItem.Append> appends)
    {
        var events = appends.SelectMany(a => a.Content.Events).ToList();
        Add(parameters, Text, events.Select(e => e.Type));
        Add(parameters, Bytes, events.Select(e => ArrayOf(e.Data)));
        Add(parameters, Number, events.Select(e => e.At.UtcTicks));
        Add(parameters, Text, events.Select(e => e.Actor));
        Add(parameters, Text, events.Select(e => e.CommandId));
        Add(parameters, Bytes, appends.SelectMany(a => a.Leaves));
    }

    private static void AddTimers(NpgsqlParameterCollection parameters, IReadOnlyList<CommitItem.Append> appends)
    {
        var timers = appends.SelectMany(a => a.Content.Fired.Select(f => (Operation: Timer.Fired, f.Name, Due: f.DueAt.UtcTicks))
            .Concat(a.Content.Timers.Select(t => (Operation: t.DueAt is null ? Timer.Cancelled : Timer.Set, t.Name, Due: t.DueAt?.UtcTicks ?? 0)))).ToList();
        Add(parameters, Number, timers.Select(t => (long)t.Operation));
        Add(parameters, Text, timers.Select(t => t.Name));
        Add(parameters, Number, timers.Select(t => t.Due));
    }

    private static void AddBodies(NpgsqlParameterCollection parameters, IReadOnlyList<CommitItem.Append> appends)
    {
        var bodies = appends.SelectMany(a => a.Content.Holds.Select(h => (h.Hex, IsRelease: false)).Concat(a.Content.Releases.Select(h => (h.Hex, IsRelease: true)))).ToList();
        Add(parameters, Text, bodies.Select(b => b.Hex));
        Add(parameters, Truth, bodies.Select(b => b.IsRelease));
    }

    private static void AddRows(NpgsqlParameterCollection parameters, IReadOnlyList<CommitItem.Append> appends)
    {
        var places = appends.Select((a, i) => (Place: i + 1L, a.Content)).ToList();
        Add(parameters, Number, places.Where(p => p.Content.ReplacesRows).Select(p => p.Place));
        var rows = places.SelectMany(p => p.Content.Rows.Select(r => (p.Place, Row: r))).ToLookup(r => ViewTables.Of(r.Row));
        foreach (var table in ViewTables.All)
        {
            parameters.Add(new NpgsqlParameter { Value = rows.Contains(table) ? PostgresRows.Of(table, rows[table]) : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        }
    }

    private static void AddIds(NpgsqlParameterCollection parameters, IReadOnlyList<AggregateId> ids)
    {
        Add(parameters, Text, ids.Select(i => i.Tenant));
        Add(parameters, Text, ids.Select(i => i.Kind));
        Add(parameters, Text, ids.Select(i => i.Id));
    }

    private static void Add<T>(NpgsqlParameterCollection parameters, NpgsqlDbType type, IEnumerable<T> values) =>
        parameters.Add(new NpgsqlParameter<T[]> { TypedValue = [.. values], NpgsqlDbType = type });

    private static byte[] ArrayOf(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length ? segment.Array : bytes.ToArray();
}
