using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;

namespace Synapse.Runtime.Engine;

/// <summary>A batch of commands as it was decided, before it is committed.</summary>
/// <param name="Envelopes">Each has its answer at the same place.</param>
/// <param name="State">After all its events.</param>
internal sealed record DecidedBatch<TState, TCommand, TReply>(
    IReadOnlyList<Envelope<TCommand, TReply>> Envelopes, TState State, Answer<TReply>[] Answers, IReadOnlyList<DecidedEvent> Events, StreamAppend Append)
    where TReply : class;
