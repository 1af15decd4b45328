using System.Runtime.CompilerServices;
using Synapse.Runtime.Journal;
using Synapse.Storage.Chain;

namespace Synapse.Storage.Sql;

/// <summary>The chain as rows.</summary>
internal sealed class SqlAudit(SqlDatabase database, JournalPolicy policy) : IAuditTrail
{
    private const int ExportPage = 500;

    public async ValueTask<AuditResult> VerifyAsync(string tenant, Func<AuditCheckpoint, bool>? isSigned, IReadOnlyList<AuditCheckpoint> kept, CancellationToken cancellationToken)
    {
        var checkpoints = await ReadCheckpointsAsync(tenant, cancellationToken).ConfigureAwait(false);
        return await AuditVerifier.VerifyAsync(ExportAsync(tenant, 0, cancellationToken), [.. checkpoints, .. kept], policy, isSigned).ConfigureAwait(false);
    }

    public async IAsyncEnumerable<AuditRow> ExportAsync(string tenant, long afterPosition, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The stream is joined from the left, so that an event whose stream was removed does not vanish from the chain.
        const string Text = $"""
            SELECT e.position, coalesce(s.tenant, ''), coalesce(s.kind, ''), coalesce(s.id, ''), e.version, {SqlRows.Event}, e.digest, e.hash
            FROM events e LEFT JOIN streams s ON s.key = e.stream WHERE e.tenant = @tenant AND e.position > @after ORDER BY e.position LIMIT @limit
            """;
        for (var after = afterPosition; ;)
        {
            var page = await database.ReadAsync(
                c => c.Command(Text, ("tenant", tenant), ("after", after), ("limit", (long)ExportPage)).ListAsync(SqlRows.AuditRow, cancellationToken),
                cancellationToken).ConfigureAwait(false);
            foreach (var row in page)
            {
                yield return row;
            }

            if (page.Count < ExportPage)
            {
                yield break;
            }

            after = page[^1].Position;
        }
    }

    public async ValueTask<AuditCheckpoint?> CheckpointAsync(string tenant, DateTimeOffset now, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>? sign, CancellationToken cancellationToken)
    {
        var ends = await database.ReadAsync(
            c => c.Command("SELECT position, hash FROM chains WHERE tenant = @tenant", ("tenant", tenant))
                .ListAsync(r => new AuditCheckpoint(tenant, r.GetInt64(0), Convert.ToHexStringLower(r.Bytes(1)), now, default), cancellationToken),
            cancellationToken).ConfigureAwait(false);
        if (ends.Count == 0)
        {
            return null;
        }

        var checkpoint = ends[0] with { Signature = sign?.Invoke(ends[0].Payload()) ?? default };
        await database.WriteAsync(
            c => c.Command(
                """
                INSERT INTO checkpoints (tenant, position, hash, at_ticks, signature) VALUES (@tenant, @position, @hash, @at, @signature)
                ON CONFLICT (tenant, position) DO UPDATE SET hash = excluded.hash, at_ticks = excluded.at_ticks, signature = excluded.signature
                WHERE length(excluded.signature) > 0 OR length(checkpoints.signature) = 0
                """,
                ("tenant", tenant), ("position", checkpoint.Position), ("hash", checkpoint.Hash), ("at", now.UtcTicks), ("signature", checkpoint.Signature.ToArray()))
                .RunAsync(cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return checkpoint;
    }

    public async ValueTask<IReadOnlyList<AuditCheckpoint>> ReadCheckpointsAsync(string tenant, CancellationToken cancellationToken) => await database.ReadAsync(
        c => c.Command("SELECT position, hash, at_ticks, signature FROM checkpoints WHERE tenant = @tenant ORDER BY position", ("tenant", tenant))
            .ListAsync(r => new AuditCheckpoint(tenant, r.GetInt64(0), r.GetString(1), r.Instant(2), r.Bytes(3)), cancellationToken),
        cancellationToken).ConfigureAwait(false);
}
