using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;

namespace Synapse.Runtime.Engine;

/// <summary>A command waiting for its answer.</summary>
/// <param name="Timer">The timer that the command stands for; null for a command that someone sent.</param>
/// <param name="Context">Its sender's, with the trace that it belongs to; null where the sender kept it from flowing.</param>
internal sealed record Envelope<TCommand, TReply>(
    TCommand Command, string Actor, string CommandId, StreamTimer? Timer, ExecutionContext? Context, TaskCompletionSource<Answer<TReply>> Completion)
    where TReply : class;
