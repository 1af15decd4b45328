using Synapse.Runtime.Json;

namespace Synapse.Runtime.Engine;

/// <summary>How one kind of aggregate is stored.</summary>
/// <param name="States">Writes and reads snapshots; null: every load replays all events.</param>
/// <param name="Projection">Gives the rows of the read model, written with the events; null: none are.</param>
public sealed record StoredForm<TState, TEvent>(IEventCodec<TEvent> Events, IStateCodec<TState>? States = null, IProjection<TState>? Projection = null);
