using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Reviews;
using Synapse.Storage.Chain;
using Synapse.Storage.Commits;
using Synapse.Storage.Reviews;

namespace Synapse.Storage;

/// <summary>A journal that lives as long as the process: for one-off reviews and for tests.</summary>
public sealed class MemoryJournal : IJournalStore
{
    private static readonly Comparer<AggregateId> Order = Comparer<AggregateId>.Create(Compare);

    private readonly Dictionary<AggregateId, Stream> _streams = [];
    private readonly List<MemoryRow> _all = [];
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _ends = new(StringComparer.Ordinal);
    private readonly Dictionary<(AggregateId Stream, long Version, int Index), DeadLetter> _letters = [];
    private readonly Lock _gate = new();
    private readonly JournalPolicy _policy;
    private readonly MemoryBodies _bodies;
    private readonly MemoryViews _views;

    public MemoryJournal()
        : this(JournalPolicy.KeepAll)
    {
    }

    public MemoryJournal(JournalPolicy policy)
    {
        _policy = policy;
        _bodies = new MemoryBodies(_gate);
        _views = new MemoryViews(_gate);
        Reviews = new MemoryReviews(_views);
        Audit = new MemoryAudit(_gate, _all, policy);
    }

    public IBodyStore Bodies => _bodies;

    public IAuditTrail Audit { get; }

    public IViewStore Views => _views;

    public IReaderPositions Positions { get; } = new MemoryPositions();

    public IReviewQueries Reviews { get; }

    public ValueTask<AppendStatus> AppendAsync(StreamAppend append, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        CommitItem.Append.Check(append, CommitLimits.Default);
        lock (_gate)
        {
            var current = _streams.GetValueOrDefault(append.Stream);
            if ((current?.Rows.Count ?? 0) != append.ExpectedVersion || append.Fired.Any(t => current!.Timers.GetValueOrDefault(t.Name) != t.DueAt))
            {
                return ValueTask.FromResult(AppendStatus.Conflict);
            }

            if (append.Holds.Any(h => !_bodies.Has(append.Stream.Tenant, h)))
            {
                return ValueTask.FromResult(AppendStatus.MissingBody);
            }

            Write(append, current ?? (_streams[append.Stream] = new Stream()));
            return ValueTask.FromResult(AppendStatus.Appended);
        }
    }

    public ValueTask<StreamSlice> LoadAsync(AggregateId stream, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(_streams.TryGetValue(stream, out var found) ? Slice(found, found.Snapshot?.Version ?? 0) with { Snapshot = found.Snapshot } : StreamSlice.Empty);
        }
    }

    public ValueTask<StreamSlice> ReadAsync(AggregateId stream, long afterVersion, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(_streams.TryGetValue(stream, out var found) ? Slice(found, afterVersion) : StreamSlice.Empty);
        }
    }

    public ValueTask MarkReactedAsync(AggregateId stream, long version, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_streams.TryGetValue(stream, out var found))
            {
                found.Reacted = Math.Max(found.Reacted, Math.Min(version, found.Rows.Count));
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<AggregateId>> ReadBehindAsync(AggregateId? after, int limit, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyList<AggregateId>>(
                [.. _streams.Where(s => s.Value.Reacted < s.Value.Rows.Count).Select(s => s.Key).Where(id => after is null || Compare(id, after) > 0).Order(Order).Take(limit)]);
        }
    }

    public ValueTask<IReadOnlyList<AggregateId>> ReadStreamsAsync(
        string kind, string? tenant, string idPrefix, AggregateId? after, int limit, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyList<AggregateId>>(
            [
                .. _streams.Keys.Where(id => id.Kind == kind && (tenant is null || id.Tenant == tenant) && id.Id.StartsWith(idPrefix, StringComparison.Ordinal))
                    .Where(id => after is null || Compare(id, after) > 0).Order(Order).Take(limit),
            ]);
        }
    }

    public ValueTask<IReadOnlyList<JournalEvent>> ReadAllAsync(long afterPosition, int limit, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyList<JournalEvent>>(
                [.. _all.Skip((int)afterPosition).Where(r => !r.IsCompacted).Take(limit).Select(r => new JournalEvent(r.Position, r.Stream, r.Version, r.Event))]);
        }
    }

    public ValueTask<IReadOnlyList<JournalEvent>> ReadAllAsync(AggregateId stream, long afterPosition, int limit, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyList<JournalEvent>>(!_streams.TryGetValue(stream, out var found) ? [] :
                [.. found.Rows.Where(r => r.Position > afterPosition && !r.IsCompacted).Take(limit).Select(r => new JournalEvent(r.Position, r.Stream, r.Version, r.Event))]);
        }
    }

    public ValueTask<IReadOnlyList<StreamTimer>> ReadDueTimersAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyList<StreamTimer>>(
            [
                .. _streams.SelectMany(s => s.Value.Timers.Select(t => new StreamTimer(s.Key, t.Key, t.Value!.Value)))
                    .Where(t => t.DueAt <= now).OrderBy(t => t.DueAt).ThenBy(t => t.Stream, Order).ThenBy(t => t.Name, StringComparer.Ordinal).Take(limit),
            ]);
        }
    }

    public ValueTask<IReadOnlyList<StreamTimer>> ReadTimersAsync(AggregateId stream, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyList<StreamTimer>>(
            [
                .. (_streams.TryGetValue(stream, out var found) ? found.Timers.Select(t => new StreamTimer(stream, t.Key, t.Value!.Value)) : [])
                    .OrderBy(t => t.DueAt).ThenBy(t => t.Name, StringComparer.Ordinal),
            ]);
        }
    }

    public ValueTask RemoveTimerAsync(StreamTimer timer, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_streams.TryGetValue(timer.Stream, out var found) && found.Timers.GetValueOrDefault(timer.Name) == timer.DueAt)
            {
                found.Timers.Remove(timer.Name);
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask RecordDeadLetterAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_streams.ContainsKey(letter.Stream))
            {
                _letters[(letter.Stream, letter.Version, letter.Index)] = letter;
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<DeadLetter>> ReadDeadLettersAsync(string? tenant, DeadLetter? after, int limit, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyList<DeadLetter>>(
            [
                .. _letters.Values.Where(l => tenant is null || l.Stream.Tenant == tenant).Where(l => after is null || Compare(l, after) > 0)
                    .Order(Comparer<DeadLetter>.Create(Compare)).Take(limit),
            ]);
        }
    }

    public ValueTask<bool> ResolveDeadLetterAsync(AggregateId stream, long version, int index, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(_letters.Remove((stream, version, index)));
        }
    }

    public ValueTask<CompactStatus> CompactAsync(AggregateId stream, CancellationToken cancellationToken)
    {
        if (_policy.IsAudited(stream.Kind))
        {
            return ValueTask.FromResult(CompactStatus.Audited);
        }

        lock (_gate)
        {
            if (!_streams.TryGetValue(stream, out var found) || found.Snapshot is not { } snapshot)
            {
                return ValueTask.FromResult(CompactStatus.Nothing);
            }

            var old = found.Rows.Where(r => r.Version <= snapshot.Version && !r.IsCompacted).ToList();
            old.ForEach(r => r.Compact());
            return ValueTask.FromResult(old.Count > 0 ? CompactStatus.Compacted : CompactStatus.Nothing);
        }
    }

    /// <summary>Nothing is kept open.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Write(StreamAppend append, Stream stream)
    {
        var hash = _ends.GetValueOrDefault(append.Stream.Tenant, EventHash.Start);
        foreach (var @event in append.Events)
        {
            var (version, position) = (stream.Rows.Count + 1L, _all.Count + 1L);
            hash = EventHash.Next(hash.Span, position, EventHash.Leaf(append.Stream, version, @event));
            var row = new MemoryRow(position, append.Stream, version, @event, hash);
            stream.Rows.Add(row);
            _all.Add(row);
        }

        stream.Snapshot = append.Snapshot is { } snapshot && snapshot.Version >= (stream.Snapshot?.Version ?? 0) ? snapshot : stream.Snapshot;
        stream.Reacted = Math.Max(stream.Reacted, append.Snapshot?.Version ?? 0);
        foreach (var (name, due) in append.Fired.Select(t => new TimerChange(t.Name, null)).Concat(append.Timers))
        {
            stream.Timers.Remove(name);
            if (due is not null)
            {
                stream.Timers[name] = due;
            }
        }

        _ends[append.Stream.Tenant] = hash;
        _bodies.Hold(append);
        _views.Write(append);
    }

    private static StreamSlice Slice(Stream stream, long after) => new(
        null, [.. stream.Rows.Skip((int)after).Where(r => !r.IsCompacted).Select(r => new RecordedEvent(r.Version, r.Event))], stream.Rows.Count, stream.Reacted);

    private static int Compare(AggregateId left, AggregateId right) =>
        string.CompareOrdinal(left.Tenant, right.Tenant) is var tenant and not 0 ? tenant
        : string.CompareOrdinal(left.Kind, right.Kind) is var kind and not 0 ? kind
        : string.CompareOrdinal(left.Id, right.Id);

    private static int Compare(DeadLetter left, DeadLetter right) =>
        Compare(left.Stream, right.Stream) is var stream and not 0 ? stream : (left.Version, left.Index).CompareTo((right.Version, right.Index));

    private sealed class Stream
    {
        public List<MemoryRow> Rows { get; } = [];

        public Dictionary<string, DateTimeOffset?> Timers { get; } = new(StringComparer.Ordinal);

        public SnapshotData? Snapshot { get; set; }

        public long Reacted { get; set; }
    }
}
