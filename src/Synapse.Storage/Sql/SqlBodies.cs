using Synapse.Runtime.Journal;
using Synapse.Storage.Chain;

namespace Synapse.Storage.Sql;

/// <summary>Bodies as rows.</summary>
internal sealed class SqlBodies(SqlDatabase database) : IBodyStore
{
    public async ValueTask<ContentHash> PutAsync(string tenant, ReadOnlyMemory<byte> content, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var packed = PackedBody.Pack(content);
        var hash = ContentHash.Of(content.Span);
        await database.WriteAsync(
            c => c.Command(
                """
                INSERT INTO bodies (tenant, hash, size, packed, used_ticks) VALUES (@tenant, @hash, @size, @packed, @now)
                ON CONFLICT (tenant, hash) DO UPDATE SET used_ticks = CASE WHEN excluded.used_ticks > bodies.used_ticks THEN excluded.used_ticks ELSE bodies.used_ticks END
                """,
                ("tenant", tenant), ("hash", hash.Hex), ("size", (long)content.Length), ("packed", packed), ("now", now.UtcTicks))
                .RunAsync(cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return hash;
    }

    public async ValueTask<ReadOnlyMemory<byte>?> GetAsync(string tenant, ContentHash hash, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            c => c.Command("SELECT size, packed FROM bodies WHERE tenant = @tenant AND hash = @hash", ("tenant", tenant), ("hash", hash.Hex))
                .ListAsync(r => (Size: r.GetInt64(0), Packed: r.Bytes(1)), cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return rows.Count == 0 ? default(ReadOnlyMemory<byte>?) : PackedBody.Unpack(rows[0].Packed, rows[0].Size, hash);
    }

    // The write runs while no append does (one writer, or the journal's lock), so a body is either held before it is looked at here, or
    // gone before an append asks for it.
    public async ValueTask<int> CollectAsync(DateTimeOffset unusedSince, int limit, CancellationToken cancellationToken)
    {
        SqlJournal.CheckPage(limit);
        return await database.WriteAsync(
            c => c.Command(
                """
                DELETE FROM bodies WHERE key IN (
                    SELECT key FROM bodies b WHERE b.used_ticks < @since AND NOT EXISTS (SELECT 1 FROM holds h WHERE h.body = b.key) ORDER BY key LIMIT @limit)
                """,
                ("since", unusedSince.UtcTicks), ("limit", (long)limit))
                .RunAsync(cancellationToken),
            cancellationToken).ConfigureAwait(false);
    }
}
