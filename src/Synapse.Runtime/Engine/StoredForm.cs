using Synapse.Runtime.Json;

namespace Synapse.Runtime.Engine;

/// <summary>How aggregates of one kind are written down.</summary>
/// <param name="States">Null: no snapshots, every load replays all events.</param>
/// <param name="Projection">Null: no read model.</param>
internal sealed record StoredForm<TState, TEvent>(IEventCodec<TEvent> Events, IStateCodec<TState>? States, IProjection<TState>? Projection);
