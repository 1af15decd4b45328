using System.Data.Common;
using System.Security.Cryptography;
using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;

namespace Synapse.Storage.Sql;

/// <summary>Lets old events go and keeps their place in the chain.</summary>
internal static class SqlCompaction
{
    public static async Task<CompactStatus> CompactAsync(DbConnection connection, AggregateId stream, CancellationToken cancellationToken)
    {
        var found = await connection.Command(
            """
            SELECT s.key, p.version FROM streams s JOIN snapshots p ON p.stream = s.key
            WHERE s.tenant = @tenant AND s.kind = @kind AND s.id = @id
            """,
            ("tenant", stream.Tenant), ("kind", stream.Kind), ("id", stream.Id))
            .ListAsync(r => (Key: r.GetInt64(0), Snapshot: r.GetInt64(1)), cancellationToken).ConfigureAwait(false);
        if (found.Count == 0)
        {
            return CompactStatus.Nothing;
        }

        var (key, snapshot) = found[0];
        var old = await connection.Command("SELECT position, data FROM events WHERE stream = @stream AND version <= @version AND data IS NOT NULL", ("stream", key), ("version", snapshot))
            .ListAsync(r => (Position: r.GetInt64(0), Digest: SHA256.HashData(r.Bytes(1))), cancellationToken).ConfigureAwait(false);
        foreach (var (position, digest) in old)
        {
            await connection.Command("UPDATE events SET data = NULL, digest = @digest WHERE position = @position", ("digest", digest), ("position", position))
                .RunAsync(cancellationToken).ConfigureAwait(false);
        }

        return old.Count > 0 ? CompactStatus.Compacted : CompactStatus.Nothing;
    }
}
