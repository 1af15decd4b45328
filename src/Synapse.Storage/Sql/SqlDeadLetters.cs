using System.Data.Common;
using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;

namespace Synapse.Storage.Sql;

/// <summary>Effects that could not be done, as rows.</summary>
internal static class SqlDeadLetters
{
    public static Task<int> RecordAsync(DbConnection connection, DeadLetter letter, CancellationToken cancellationToken) => connection.Command(
        """
        INSERT INTO dead_letters (stream, version, effect, content, cause, tries, at_ticks)
        SELECT key, @version, @effect, @content, @cause, @tries, @at FROM streams WHERE tenant = @tenant AND kind = @kind AND id = @id
        ON CONFLICT (stream, version, effect) DO UPDATE SET cause = excluded.cause, tries = excluded.tries, at_ticks = excluded.at_ticks
        """,
        ("tenant", letter.Stream.Tenant), ("kind", letter.Stream.Kind), ("id", letter.Stream.Id), ("version", letter.Version), ("effect", (long)letter.Index),
        ("content", letter.Effect), ("cause", letter.Cause), ("tries", (long)letter.Tries), ("at", letter.At.UtcTicks))
        .RunAsync(cancellationToken);

    public static Task<List<DeadLetter>> ReadAsync(DbConnection connection, string? tenant, DeadLetter? after, int limit, CancellationToken cancellationToken) => connection.Command(
        $"""
        SELECT {SqlRows.Id}, d.version, d.effect, d.content, d.cause, d.tries, d.at_ticks FROM dead_letters d JOIN streams s ON s.key = d.stream
        WHERE (@of = '' OR s.tenant = @of) AND (s.tenant, s.kind, s.id, d.version, d.effect) > (@tenant, @kind, @id, @version, @effect)
        ORDER BY {SqlRows.Id}, d.version, d.effect LIMIT @limit
        """,
        ("of", tenant ?? ""), ("tenant", after?.Stream.Tenant ?? ""), ("kind", after?.Stream.Kind ?? ""), ("id", after?.Stream.Id ?? ""),
        ("version", after?.Version ?? 0L), ("effect", (long)(after?.Index ?? -1)), ("limit", (long)limit))
        .ListAsync(SqlRows.DeadLetter, cancellationToken);

    public static Task<int> ResolveAsync(DbConnection connection, AggregateId stream, long version, int index, CancellationToken cancellationToken) => connection.Command(
        """
        DELETE FROM dead_letters WHERE stream = (SELECT key FROM streams WHERE tenant = @tenant AND kind = @kind AND id = @id)
        AND version = @version AND effect = @effect
        """,
        ("tenant", stream.Tenant), ("kind", stream.Kind), ("id", stream.Id), ("version", version), ("effect", (long)index))
        .RunAsync(cancellationToken);
}
