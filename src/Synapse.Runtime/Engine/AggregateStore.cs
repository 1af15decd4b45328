using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;

namespace Synapse.Runtime.Engine;

/// <summary>Reads one aggregate's state from the journal, through its snapshot where there is one that is understood.</summary>
internal sealed class AggregateStore<TAggregate, TState, TCommand, TEvent, TReply>(AggregateId id, IJournal journal, StoredForm<TState, TEvent> form)
    where TAggregate : IAggregate<TState, TCommand, TEvent, TReply>
    where TReply : class
{
    /// <summary>An aggregate as the journal has it.</summary>
    /// <param name="SnapshotVersion">Of the newest snapshot that was understood; 0 for none.</param>
    /// <param name="SnapshotBytes">Of that snapshot; 0 for none.</param>
    /// <param name="Bytes">Of the events after the snapshot.</param>
    /// <param name="Events">Those after the version that was asked for.</param>
    public sealed record Loaded(TState State, long Version, long ReactedVersion, long SnapshotVersion, long SnapshotBytes, long Bytes, IReadOnlyList<DecidedEvent> Events);

    /// <summary>The state now.</summary>
    public Task<Loaded> LoadAsync(CancellationToken cancellationToken) => LoadAsync(long.MaxValue, cancellationToken);

    /// <summary>The state now, and the events after a version with their effects; a negative version stands for the one reacted to.</summary>
    public async Task<Loaded> LoadAsync(long eventsAfter, CancellationToken cancellationToken)
    {
        var slice = await journal.LoadAsync(id, cancellationToken);
        var after = eventsAfter < 0 ? slice.ReactedVersion : eventsAfter;
        var (state, version) = (TAggregate.Empty, 0L);
        if (slice.Snapshot is { } snapshot)
        {
            if (snapshot.Version <= after && form.States?.Schema == snapshot.Schema && form.States.TryDecode(snapshot.State, out var found))
            {
                (state, version) = (found, snapshot.Version);
            }
            else
            {
                slice = await journal.ReadAsync(id, 0, cancellationToken);
            }
        }

        var (from, events) = (version, new List<DecidedEvent>());
        foreach (var recorded in slice.Events)
        {
            if (recorded.Version != ++version)
            {
                throw new InvalidDataException($"event {version} of {id} is missing, and there is no snapshot after it that this version can read");
            }

            var @event = form.Events.Decode(recorded.Event.Type, recorded.Event.Data);
            state = TAggregate.Evolve(state, @event);
            if (version > after)
            {
                events.Add(new DecidedEvent(version, TAggregate.React(id, state, @event), null));
            }
        }

        return new Loaded(state, version, slice.ReactedVersion, from, from > 0 ? slice.Snapshot!.State.Length : 0, slice.Events.Sum(e => (long)e.Event.Data.Length), events);
    }

    /// <summary>Whether the journal has exactly these events where they were to go.</summary>
    public async Task<bool> HasAsync(StreamAppend append, CancellationToken cancellationToken)
    {
        var slice = await journal.ReadAsync(id, append.ExpectedVersion, cancellationToken);
        return slice.Events.Count >= append.Events.Count && append.Events.Zip(slice.Events).All(pair => pair.First.IsSameAs(pair.Second.Event));
    }

    /// <summary>The append for decided events: with their timers and rows, and with a snapshot of the state before them when one is due.</summary>
    public StreamAppend AppendOf(long version, IReadOnlyList<EventData> data, IReadOnlyList<DecidedEvent> events, StreamTimer? fired, bool withSnapshot, TState before, TState after) => new(id, version, data)
    {
        Fired = fired is null ? [] : [fired],
        Timers =
        [
            .. events.SelectMany(e => e.Effects).Select(effect => effect switch
            {
                SetTimer set => new TimerChange(set.Name, set.At),
                CancelTimer cancel => new TimerChange(cancel.Name, null),
                _ => null,
            }).OfType<TimerChange>(),
        ],
        Holds = [.. events.SelectMany(e => e.Effects).OfType<HoldBody>().Select(h => new ContentHash(h.Hash))],
        Snapshot = withSnapshot && form.States is { } states ? new SnapshotData(version, states.Schema, states.Encode(before)) : null,
        Rows = form.Projection?.Changes(id, before, after) ?? [],
    };

    /// <param name="size">Of the last snapshot.</param>
    public long WeightOf(TState state, long size) => Math.Max(size, form.States?.WeightOf(state) ?? 0);

    public bool HasSnapshots => form.States is not null;
}
