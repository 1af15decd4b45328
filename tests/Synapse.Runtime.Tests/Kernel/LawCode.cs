using Synapse.Runtime.Json;

namespace Synapse.Runtime.Tests.Kernel;

/// <summary>How an aggregate is written down.</summary>
/// <param name="IsRepeatable">Whether a command sent twice is to change nothing the second time; law 4 names none that is not.</param>
internal sealed record LawCode<TState, TCommand, TEvent>(IEventCodec<TEvent> Events, IStateCodec<TState>? States, Func<TCommand, bool> IsRepeatable);
