using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;

namespace Synapse.Conformance.Journal;

/// <summary>Passes everything on; a test overrides what is to go wrong.</summary>
public class PassingJournal(IJournal inner) : IJournal
{
    public virtual ValueTask<AppendStatus> AppendAsync(StreamAppend append, CancellationToken cancellationToken) => inner.AppendAsync(append, cancellationToken);

    public virtual ValueTask<StreamSlice> LoadAsync(AggregateId stream, CancellationToken cancellationToken) => inner.LoadAsync(stream, cancellationToken);

    public virtual ValueTask<StreamSlice> ReadAsync(AggregateId stream, long afterVersion, CancellationToken cancellationToken) => inner.ReadAsync(stream, afterVersion, cancellationToken);

    public virtual ValueTask MarkReactedAsync(AggregateId stream, long version, CancellationToken cancellationToken) => inner.MarkReactedAsync(stream, version, cancellationToken);

    public virtual ValueTask<IReadOnlyList<AggregateId>> ReadBehindAsync(AggregateId? after, int limit, CancellationToken cancellationToken) => inner.ReadBehindAsync(after, limit, cancellationToken);

    public virtual ValueTask<IReadOnlyList<JournalEvent>> ReadAllAsync(long afterPosition, int limit, CancellationToken cancellationToken) => inner.ReadAllAsync(afterPosition, limit, cancellationToken);

    public virtual ValueTask<IReadOnlyList<JournalEvent>> ReadAllAsync(AggregateId stream, long afterPosition, int limit, CancellationToken cancellationToken) =>
        inner.ReadAllAsync(stream, afterPosition, limit, cancellationToken);

    public virtual ValueTask<IReadOnlyList<StreamTimer>> ReadDueTimersAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) => inner.ReadDueTimersAsync(now, limit, cancellationToken);

    public virtual ValueTask<IReadOnlyList<StreamTimer>> ReadTimersAsync(AggregateId stream, CancellationToken cancellationToken) => inner.ReadTimersAsync(stream, cancellationToken);

    public virtual ValueTask RemoveTimerAsync(StreamTimer timer, CancellationToken cancellationToken) => inner.RemoveTimerAsync(timer, cancellationToken);

    public virtual ValueTask RecordDeadLetterAsync(DeadLetter letter, CancellationToken cancellationToken) => inner.RecordDeadLetterAsync(letter, cancellationToken);

    public virtual ValueTask<IReadOnlyList<DeadLetter>> ReadDeadLettersAsync(string? tenant, DeadLetter? after, int limit, CancellationToken cancellationToken) =>
        inner.ReadDeadLettersAsync(tenant, after, limit, cancellationToken);

    public virtual ValueTask<bool> ResolveDeadLetterAsync(AggregateId stream, long version, int index, CancellationToken cancellationToken) =>
        inner.ResolveDeadLetterAsync(stream, version, index, cancellationToken);

    public virtual ValueTask<CompactStatus> CompactAsync(AggregateId stream, CancellationToken cancellationToken) => inner.CompactAsync(stream, cancellationToken);
}
