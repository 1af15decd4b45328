using System.Runtime.CompilerServices;
using Synapse.Runtime.Journal;
using Synapse.Storage.Chain;

namespace Synapse.Storage;

/// <summary>The chain in memory.</summary>
/// <param name="gate">The journal's lock.</param>
/// <param name="all">The journal's rows in the order of their positions.</param>
internal sealed class MemoryAudit(Lock gate, List<MemoryRow> all, JournalPolicy policy) : IAuditTrail
{
    private readonly List<AuditCheckpoint> _checkpoints = [];

    public async ValueTask<AuditResult> VerifyAsync(
        string tenant, Func<AuditCheckpoint, bool>? isSigned, IReadOnlyList<AuditCheckpoint> kept, CancellationToken cancellationToken)
    {
        var checkpoints = await ReadCheckpointsAsync(tenant, cancellationToken).ConfigureAwait(false);
        return await AuditVerifier.VerifyAsync(ExportAsync(tenant, 0, cancellationToken), [.. checkpoints, .. kept], policy, isSigned).ConfigureAwait(false);
    }

    public async IAsyncEnumerable<AuditRow> ExportAsync(string tenant, long afterPosition, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<AuditRow> rows;
        lock (gate)
        {
            rows = [.. all.Where(r => r.Stream.Tenant == tenant && r.Position > afterPosition).Select(r => new AuditRow(r.Position, r.Stream, r.Version, r.Event, r.IsCompacted, r.Digest, r.Hash))];
        }

        foreach (var row in rows)
        {
            yield return row;
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    public ValueTask<AuditCheckpoint?> CheckpointAsync(string tenant, DateTimeOffset now, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>? sign, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (all.LastOrDefault(r => r.Stream.Tenant == tenant) is not { } end)
            {
                return ValueTask.FromResult<AuditCheckpoint?>(null);
            }

            var checkpoint = new AuditCheckpoint(tenant, end.Position, Convert.ToHexStringLower(end.Hash.Span), now, default);
            checkpoint = checkpoint with { Signature = sign?.Invoke(checkpoint.Payload()) ?? default };
            if (!checkpoint.Signature.IsEmpty || !_checkpoints.Exists(c => c.Tenant == tenant && c.Position == checkpoint.Position && !c.Signature.IsEmpty))
            {
                _checkpoints.RemoveAll(c => c.Tenant == tenant && c.Position == checkpoint.Position);
                _checkpoints.Add(checkpoint);
            }

            return ValueTask.FromResult<AuditCheckpoint?>(checkpoint);
        }
    }

    public ValueTask<IReadOnlyList<AuditCheckpoint>> ReadCheckpointsAsync(string tenant, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return ValueTask.FromResult<IReadOnlyList<AuditCheckpoint>>([.. _checkpoints.Where(c => c.Tenant == tenant).OrderBy(c => c.Position)]);
        }
    }
}
