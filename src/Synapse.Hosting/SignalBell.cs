using System.Collections.Concurrent;
using Synapse.Core.Signals;
using Synapse.Runtime.Engine;

namespace Synapse.Hosting;

/// <summary>Tells those who follow an aggregate in this process that there is something new; what it is, the journal says.</summary>
internal sealed class SignalBell : ISignalSink
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _next = new(StringComparer.Ordinal);

    public ValueTask PublishAsync(string id, Signal signal, CancellationToken cancellationToken)
    {
        if (_next.TryRemove(signal.Subject, out var waiting))
        {
            waiting.TrySetResult();
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Ends with the next signal of a subject. Take it before the journal is read, so that none falls in between.</summary>
    public Task NextAsync(string subject) => _next.GetOrAdd(subject, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
}
