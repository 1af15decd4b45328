using Synapse.Runtime.Json;

namespace Synapse.Runtime.Tests.Kernel;

/// <summary>How an aggregate is written down.</summary>
internal sealed record LawCode<TState, TCommand, TEvent>(IEventCodec<TEvent> Events, IStateCodec<TState>? States);
