using System.Data.Common;
using System.Security.Cryptography;
using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;

namespace Synapse.Storage.Sql;

/// <summary>Rows as the port's records. Each column list stands beside the mapping that reads it.</summary>
internal static class SqlRows
{
    public const string Id = "s.tenant, s.kind, s.id";

    public const string Event = "e.type, e.data, e.at_ticks, e.actor, e.command_id";

    public static AggregateId IdAt(DbDataReader row, int column) => new(row.GetString(column), row.GetString(column + 1), row.GetString(column + 2));

    public static EventData EventAt(DbDataReader row, int column) => new(
        row.GetString(column), row.IsDBNull(column + 1) ? default : row.Bytes(column + 1), row.Instant(column + 2), row.GetString(column + 3), row.GetString(column + 4));

    /// <summary>Position, id, version, event.</summary>
    public static JournalEvent JournalEvent(DbDataReader row) => new(row.GetInt64(0), IdAt(row, 1), row.GetInt64(4), EventAt(row, 5));

    /// <summary>Position, id, version, event, digest, hash.</summary>
    public static AuditRow AuditRow(DbDataReader row)
    {
        var @event = EventAt(row, 5);
        var isCompacted = row.IsDBNull(6);
        var digest = isCompacted ? row.IsDBNull(10) ? [] : row.Bytes(10) : SHA256.HashData(@event.Data.Span);
        return new AuditRow(row.GetInt64(0), IdAt(row, 1), row.GetInt64(4), @event, isCompacted, digest, row.Bytes(11));
    }

    /// <summary>Id, version, index, effect, cause, tries, at.</summary>
    public static DeadLetter DeadLetter(DbDataReader row) =>
        new(IdAt(row, 0), row.GetInt64(3), (int)row.GetInt64(4), row.GetString(5), row.GetString(6), (int)row.GetInt64(7), row.Instant(8));
}
