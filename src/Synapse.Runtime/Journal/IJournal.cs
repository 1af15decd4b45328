using Synapse.Core.Kernel;

namespace Synapse.Runtime.Journal;

/// <summary>
/// The append-only event store, the only source of truth. All members may be called from several threads at once, and several journals
/// may be open on one database. What a member has written is visible to every later reading. An exception other than a cancellation
/// means that the storage is broken or out of reach, and that nothing was written.
/// </summary>
public interface IJournal
{
    /// <summary>The most rows of one page.</summary>
    const int MaxPage = 10_000;

    /// <summary>Commits all of an append or nothing of it. It is durable once the answer is <see cref="AppendStatus.Appended"/>.</summary>
    /// <exception cref="ArgumentException">The append is malformed or larger than a limit of the journal.</exception>
    ValueTask<AppendStatus> AppendAsync(StreamAppend append, CancellationToken cancellationToken);

    /// <summary>The latest snapshot, if there is one, and the events after it.</summary>
    ValueTask<StreamSlice> LoadAsync(AggregateId stream, CancellationToken cancellationToken);

    /// <summary>Events after <paramref name="afterVersion"/>, in order; none for a stream that does not exist. Compacted ones are left out.</summary>
    ValueTask<StreamSlice> ReadAsync(AggregateId stream, long afterVersion, CancellationToken cancellationToken);

    /// <summary>Records that the effects up to a version have run. A lower version than recorded changes nothing. A power cut may undo it.</summary>
    ValueTask MarkReactedAsync(AggregateId stream, long version, CancellationToken cancellationToken);

    /// <summary>Streams whose effects have not all run, so that recovery finds exactly these; ordered by tenant, kind and id.</summary>
    /// <param name="after">The last one of the page before; null for the first page.</param>
    ValueTask<IReadOnlyList<AggregateId>> ReadBehindAsync(AggregateId? after, int limit, CancellationToken cancellationToken);

    /// <summary>Events of all streams after a position, in order. No commit, however slow or concurrent, shows up below a position that was read.</summary>
    ValueTask<IReadOnlyList<JournalEvent>> ReadAllAsync(long afterPosition, int limit, CancellationToken cancellationToken);

    /// <summary>As <see cref="ReadAllAsync(long, int, CancellationToken)"/>, of one stream, without looking at the others.</summary>
    ValueTask<IReadOnlyList<JournalEvent>> ReadAllAsync(AggregateId stream, long afterPosition, int limit, CancellationToken cancellationToken);

    /// <summary>Timers due at <paramref name="now"/>, the earliest first.</summary>
    ValueTask<IReadOnlyList<StreamTimer>> ReadDueTimersAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>Timers of one stream, the earliest first.</summary>
    ValueTask<IReadOnlyList<StreamTimer>> ReadTimersAsync(AggregateId stream, CancellationToken cancellationToken);

    /// <summary>Removes a timer that asked for nothing. One that is gone or set for another instant is left as it is. A power cut may undo it.</summary>
    ValueTask RemoveTimerAsync(StreamTimer timer, CancellationToken cancellationToken);

    /// <summary>Records an effect that could not be done; the same one again replaces its cause, tries and instant.</summary>
    ValueTask RecordDeadLetterAsync(DeadLetter letter, CancellationToken cancellationToken);

    /// <summary>Dead letters of a tenant, or of all for null; ordered by stream, version and index.</summary>
    /// <param name="after">The last one of the page before; null for the first page.</param>
    ValueTask<IReadOnlyList<DeadLetter>> ReadDeadLettersAsync(string? tenant, DeadLetter? after, int limit, CancellationToken cancellationToken);

    /// <summary>Removes a dead letter: its effect was done, or a person decided that it need not be. False when there is none.</summary>
    ValueTask<bool> ResolveDeadLetterAsync(AggregateId stream, long version, int index, CancellationToken cancellationToken);

    /// <summary>
    /// Removes the content of the events that the stream's snapshot covers. Their headers and digests stay, so that the audit chain can
    /// still be followed. A snapshot whose schema is no longer known is then the end of the stream: write a current one first.
    /// </summary>
    ValueTask<CompactStatus> CompactAsync(AggregateId stream, CancellationToken cancellationToken);
}
