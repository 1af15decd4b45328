using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;

namespace Synapse.Runtime.Engine;

/// <summary>A command waiting for its answer.</summary>
/// <param name="Timer">The timer that the command stands for; null for a command that someone sent.</param>
internal sealed record Envelope<TCommand, TReply>(TCommand Command, string Actor, string CommandId, StreamTimer? Timer, TaskCompletionSource<Answer<TReply>> Completion)
    where TReply : class;
