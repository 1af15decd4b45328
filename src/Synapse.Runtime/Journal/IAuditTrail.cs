namespace Synapse.Runtime.Journal;

/// <summary>The hash chain per tenant: every event carries a hash over itself and the one before it, so that a later change shows.</summary>
public interface IAuditTrail
{
    /// <summary>Follows a tenant's chain and its checkpoints from the start.</summary>
    /// <param name="isSigned">Tells whether a checkpoint's signature is good; null accepts all.</param>
    ValueTask<AuditResult> VerifyAsync(string tenant, Func<AuditCheckpoint, bool>? isSigned, CancellationToken cancellationToken) => VerifyAsync(tenant, isSigned, [], cancellationToken);

    /// <summary>The same, and compares the chain with checkpoints that were kept where nobody who can change the database can change them.</summary>
    /// <param name="kept">Checkpoints of the tenant, in any order.</param>
    ValueTask<AuditResult> VerifyAsync(string tenant, Func<AuditCheckpoint, bool>? isSigned, IReadOnlyList<AuditCheckpoint> kept, CancellationToken cancellationToken);

    /// <summary>A tenant's links after a position, in order.</summary>
    IAsyncEnumerable<AuditRow> ExportAsync(string tenant, long afterPosition, CancellationToken cancellationToken);

    /// <summary>Records the end of the chain as it is now; null when there are no events.</summary>
    /// <param name="sign">Signs <see cref="AuditCheckpoint.Payload"/>; null leaves the checkpoint unsigned, and one of the same position that is signed stays recorded.</param>
    ValueTask<AuditCheckpoint?> CheckpointAsync(string tenant, DateTimeOffset now, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>? sign, CancellationToken cancellationToken);

    /// <summary>A tenant's checkpoints, the oldest first.</summary>
    ValueTask<IReadOnlyList<AuditCheckpoint>> ReadCheckpointsAsync(string tenant, CancellationToken cancellationToken);
}
