using Synapse.Core.Kernel;
using Synapse.Core.Signals;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Json;

namespace Synapse.Simulation.Checks;

/// <summary>Folds a stream beside the engine, from the events alone, and holds the engine to it.</summary>
internal sealed class StreamModel<TAggregate, TState, TCommand, TEvent, TReply>(
    AggregateId id, IEventCodec<TEvent> events, IStateCodec<TState> states, Violations violations, IEventChecks<TState, TEvent> checks) : IStreamModel
    where TAggregate : IAggregate<TState, TCommand, TEvent, TReply>
    where TReply : class
{
    private readonly List<(string Id, Signal Signal)> _due = [];
    private readonly Dictionary<string, int> _arrived = [];
    private readonly HashSet<string> _givenUp = [];
    private int _last = -1;

    public TState State { get; private set; } = TAggregate.Empty;

    public long Version { get; private set; }

    public void Applied(StreamAppend append)
    {
        violations.Unless(append.ExpectedVersion == Version, $"{id} was at version {Version} and took an append for version {append.ExpectedVersion}");
        CheckSnapshot(append.Snapshot);
        foreach (var data in append.Events)
        {
            var @event = events.Decode(data.Type, data.Data);
            violations.Unless(events.Encode(@event).Data.Span.SequenceEqual(data.Data.Span), $"{id}: {data.Type} is not what it is read as");
            var before = State;
            State = TAggregate.Evolve(before, @event);
            Version++;
            checks.Check(before, @event, State);
            CheckSnapshot(append.Snapshot);
            var index = 0;
            foreach (var effect in TAggregate.React(id, State, @event))
            {
                if (effect is PublishSignal publish)
                {
                    _due.Add(($"{id}@{Version}.{index}", publish.Signal));
                }

                index++;
            }
        }
    }

    public void CheckTimers(IReadOnlyDictionary<string, DateTimeOffset> timers) => checks.CheckTimers(State, timers);

    public void Arrived(string effectId, Signal signal)
    {
        var place = _due.FindIndex(d => d.Id == effectId);
        violations.Unless(place >= 0, $"signal {effectId} ({signal.Type}) left before its event was in the journal");
        if (place < 0)
        {
            return;
        }

        violations.Unless(_due[place].Signal == signal, $"signal {effectId} says {signal} and should say {_due[place].Signal}");
        if (_arrived.TryAdd(effectId, place))
        {
            violations.Unless(place > _last || _givenUp.Contains(effectId), $"signal {effectId} came after a later one of its stream");
            _last = Math.Max(_last, place);
        }
    }

    public void GivenUp(string effectId) => _givenUp.Add(effectId);

    public void CheckEnd(StreamSlice loaded)
    {
        var missing = _due.Where(d => !_arrived.ContainsKey(d.Id)).Select(d => $"{d.Id} ({d.Signal.Type})").ToList();
        violations.Unless(missing.Count == 0, $"signals never arrived: {string.Join(", ", missing)}");
        violations.Unless(loaded.Version == Version, $"{id} is at version {loaded.Version} and should be at {Version}");
        var state = TAggregate.Empty;
        if (loaded.Snapshot is { } snapshot)
        {
            violations.Unless(states.TryDecode(snapshot.State, out var decoded), $"{id}: its snapshot cannot be read");
            state = decoded ?? state;
        }

        foreach (var recorded in loaded.Events)
        {
            state = TAggregate.Evolve(state, events.Decode(recorded.Event.Type, recorded.Event.Data));
        }

        violations.Unless(Same(state, State), $"{id}: snapshot and events give another state than the events alone");
    }

    private void CheckSnapshot(SnapshotData? snapshot)
    {
        if (snapshot?.Version == Version)
        {
            violations.Unless(snapshot.State.Span.SequenceEqual(states.Encode(State).Span), $"{id}: the snapshot at version {Version} is not the state there");
        }
    }

    private bool Same(TState left, TState right) => states.Encode(left).Span.SequenceEqual(states.Encode(right).Span);
}
