using Synapse.Core.Signals;
using Synapse.Runtime.Engine;

namespace Synapse.Cli.Reviews;

/// <summary>Waits for the signal that ends the review.</summary>
internal sealed class ReviewEnd : ISignalSink
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Task => _ended.Task;

    public ValueTask PublishAsync(string id, Signal signal, CancellationToken cancellationToken)
    {
        if (signal.Type is SignalTypes.ReviewSummarised or SignalTypes.ReviewCancelled)
        {
            _ended.TrySetResult();
        }

        return ValueTask.CompletedTask;
    }
}
