using Synapse.Core.Kernel;

namespace Synapse.Runtime.Journal;

/// <summary>An event on its way into the journal.</summary>
/// <param name="Type">The explicit, versioned name, such as <c>review.summarised/1</c>.</param>
/// <param name="Data">UTF-8 JSON.</param>
public sealed record EventData(string Type, ReadOnlyMemory<byte> Data, DateTimeOffset At, string Actor, string CommandId);

/// <summary>An event in the journal. Versions of a stream start at 1 and have no gaps.</summary>
public sealed record RecordedEvent(long Version, EventData Event);

/// <summary>A stream as it was read.</summary>
/// <param name="ReactedVersion">Effects up to this version have run.</param>
public sealed record StreamSlice(IReadOnlyList<RecordedEvent> Events, long ReactedVersion);

public enum AppendStatus
{
    Appended,
    /// <summary>The stream is not at the expected version; nothing was written.</summary>
    Conflict,
}

/// <summary>The append-only event store, the only source of truth. All members may be called from several threads at once.</summary>
public interface IJournal
{
    /// <summary>Appends all events or none, if the stream is at <paramref name="expectedVersion"/> (0: it does not exist).</summary>
    ValueTask<AppendStatus> AppendAsync(AggregateId stream, long expectedVersion, IReadOnlyList<EventData> events, CancellationToken cancellationToken);

    /// <summary>Events after <paramref name="afterVersion"/>, in order; none for a stream that does not exist.</summary>
    ValueTask<StreamSlice> ReadAsync(AggregateId stream, long afterVersion, CancellationToken cancellationToken);

    /// <summary>Records that the effects up to a version have run. A lower version than recorded changes nothing.</summary>
    ValueTask MarkReactedAsync(AggregateId stream, long version, CancellationToken cancellationToken);

    /// <summary>Streams whose effects have not all run, so that recovery finds exactly these.</summary>
    ValueTask<IReadOnlyList<AggregateId>> ReadBehindAsync(CancellationToken cancellationToken);
}
