using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;

namespace Synapse.Storage;

/// <summary>A journal that lives as long as the process: for one-off reviews and for tests.</summary>
public sealed class MemoryJournal : IJournal
{
    private readonly Dictionary<AggregateId, Stream> _streams = [];
    private readonly Lock _gate = new();

    public ValueTask<AppendStatus> AppendAsync(AggregateId stream, long expectedVersion, IReadOnlyList<EventData> events, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var current = _streams.GetValueOrDefault(stream);
            if ((current?.Events.Count ?? 0) != expectedVersion)
            {
                return ValueTask.FromResult(AppendStatus.Conflict);
            }

            current ??= _streams[stream] = new Stream();
            foreach (var @event in events)
            {
                current.Events.Add(new RecordedEvent(current.Events.Count + 1, @event));
            }

            return ValueTask.FromResult(AppendStatus.Appended);
        }
    }

    public ValueTask<StreamSlice> ReadAsync(AggregateId stream, long afterVersion, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(_streams.TryGetValue(stream, out var found)
                ? new StreamSlice([.. found.Events.Skip((int)afterVersion)], found.Reacted)
                : new StreamSlice([], 0));
        }
    }

    public ValueTask MarkReactedAsync(AggregateId stream, long version, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_streams.TryGetValue(stream, out var found))
            {
                found.Reacted = Math.Max(found.Reacted, version);
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<AggregateId>> ReadBehindAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyList<AggregateId>>(
                [.. _streams.Where(s => s.Value.Reacted < s.Value.Events.Count).Select(s => s.Key).OrderBy(id => id.ToString(), StringComparer.Ordinal)]);
        }
    }

    private sealed class Stream
    {
        public List<RecordedEvent> Events { get; } = [];

        public long Reacted { get; set; }
    }
}
