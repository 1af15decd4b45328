using Synapse.Runtime.Json;

namespace Synapse.Runtime.Engine;

/// <summary>How one kind of aggregate is stored. Codecs are made with first use: a host knows more kinds than one run of a program meets.</summary>
/// <param name="events">Makes what writes and reads the events.</param>
/// <param name="states">Makes what writes and reads snapshots; null: every load replays all events.</param>
/// <param name="projection">Gives the rows of the read model, written with the events; null: none are.</param>
public sealed class StoredForm<TState, TEvent>(Func<IEventCodec<TEvent>> events, Func<IStateCodec<TState>>? states = null, IProjection<TState>? projection = null)
{
    private readonly Lazy<IEventCodec<TEvent>> _events = new(events);
    private readonly Lazy<IStateCodec<TState>>? _states = states is null ? null : new(states);

    public IEventCodec<TEvent> Events => _events.Value;

    public IStateCodec<TState>? States => _states?.Value;

    public IProjection<TState>? Projection => projection;
}
