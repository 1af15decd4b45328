using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Json;

namespace Synapse.Runtime.Engine;

/// <summary>A command waiting for its answer.</summary>
internal sealed record Envelope<TCommand, TReply>(TCommand Command, string Actor, string CommandId, TaskCompletionSource<Answer<TReply>> Completion)
    where TReply : class;

/// <summary>
/// The one loop of every engine, for one aggregate: load, decide a batch of commands on the state in memory, append all their
/// events in one write, answer everyone, run the effects. It is called by one caller at a time.
/// </summary>
internal sealed class AggregateLoop<TAggregate, TState, TCommand, TEvent, TReply>(
    AggregateId id, IJournal journal, IEventCodec<TEvent> codec, EffectRunner effects, TimeProvider time)
    where TAggregate : IAggregate<TState, TCommand, TEvent, TReply>
    where TReply : class
{
    private const int MaxConflicts = 8;

    private TState _state = TAggregate.Empty;
    private long _version;
    private long _reacted;
    private bool _loaded;

    /// <summary>Decides and commits a batch. Every envelope is answered, or failed when the journal is.</summary>
    public async Task RunAsync(IReadOnlyList<Envelope<TCommand, TReply>> batch, CancellationToken cancellationToken)
    {
        try
        {
            var (answers, events) = await CommitAsync(batch, cancellationToken);
            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].Completion.TrySetResult(answers[i]);
            }

            await ReactAsync(events, cancellationToken);
        }
        catch (Exception e)
        {
            // What is in memory may be ahead of the journal: forget it, so that the next command reads the truth.
            _loaded = false;
            foreach (var envelope in batch)
            {
                envelope.Completion.TrySetException(e);
            }
        }
    }

    /// <summary>Runs the effects that a crash kept from running.</summary>
    public async Task RecoverAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (_reacted < _version)
        {
            var slice = await journal.ReadAsync(id, _reacted, cancellationToken);
            var (state, events) = (await StateAtAsync(_reacted, cancellationToken), new List<(long, TEvent, TState)>());
            foreach (var recorded in slice.Events)
            {
                var @event = codec.Decode(recorded.Event.Type, recorded.Event.Data);
                state = TAggregate.Evolve(state, @event);
                events.Add((recorded.Version, @event, state));
            }

            await ReactAsync(events, cancellationToken);
        }
    }

    private async Task<(Answer<TReply>[] Answers, List<(long, TEvent, TState)> Events)> CommitAsync(IReadOnlyList<Envelope<TCommand, TReply>> batch, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxConflicts; attempt++)
        {
            await LoadAsync(cancellationToken);
            var state = _state;
            var events = new List<(long Version, TEvent Event, TState State)>();
            var data = new List<EventData>();
            var answers = new Answer<TReply>[batch.Count];
            for (var i = 0; i < batch.Count; i++)
            {
                var facts = new Facts(time.GetUtcNow(), batch[i].Actor, batch[i].CommandId);
                var decision = TAggregate.Decide(state, batch[i].Command, facts);
                answers[i] = new Answer<TReply>(decision.Reply, decision.Refusal);
                foreach (var @event in decision.Events)
                {
                    state = TAggregate.Evolve(state, @event);
                    var (type, bytes) = codec.Encode(@event);
                    data.Add(new EventData(type, bytes, facts.Now, facts.Actor, facts.CommandId));
                    events.Add((_version + data.Count, @event, state));
                }
            }

            if (data.Count == 0 || await journal.AppendAsync(new StreamAppend(id, _version, data), cancellationToken) == AppendStatus.Appended)
            {
                _state = state;
                _version += data.Count;
                return (answers, events);
            }

            _loaded = false;
        }

        throw new InvalidOperationException($"{id} is written by someone else without pause; gave up after {MaxConflicts} tries");
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (_loaded)
        {
            return;
        }

        var slice = await journal.LoadAsync(id, cancellationToken);
        _state = TAggregate.Empty;
        foreach (var recorded in slice.Events)
        {
            _state = TAggregate.Evolve(_state, codec.Decode(recorded.Event.Type, recorded.Event.Data));
        }

        (_version, _reacted, _loaded) = (slice.Events.Count, slice.ReactedVersion, true);
    }

    private async Task<TState> StateAtAsync(long version, CancellationToken cancellationToken)
    {
        var slice = await journal.ReadAsync(id, 0, cancellationToken);
        return slice.Events.TakeWhile(e => e.Version <= version).Aggregate(TAggregate.Empty, (state, e) => TAggregate.Evolve(state, codec.Decode(e.Event.Type, e.Event.Data)));
    }

    /// <summary>Runs the effects of events, each with the state right after it.</summary>
    private async Task ReactAsync(List<(long Version, TEvent Event, TState State)> events, CancellationToken cancellationToken)
    {
        foreach (var (version, @event, state) in events)
        {
            var index = 0;
            foreach (var effect in TAggregate.React(id, state, @event))
            {
                await effects.RunAsync(id, $"{id}@{version}.{index++}", effect, name => TAggregate.OnTimer(name)!, cancellationToken);
            }
        }

        if (events.Count > 0)
        {
            _reacted = events[^1].Version;
            await journal.MarkReactedAsync(id, _reacted, cancellationToken);
        }
    }
}
