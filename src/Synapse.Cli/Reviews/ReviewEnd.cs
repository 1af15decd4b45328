using Synapse.Core.Kernel;
using Synapse.Core.Signals;
using Synapse.Runtime.Engine;

namespace Synapse.Cli.Reviews;

/// <summary>Waits for the end of one review: the signal that ends it, the answer to a report that says so, or a failure that nobody else hears of.</summary>
internal sealed class ReviewEnd(AggregateId review) : ISignalSink
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Task => _ended.Task;

    public ValueTask PublishAsync(string id, Signal signal, CancellationToken cancellationToken)
    {
        if (signal.Type is SignalTypes.ReviewSummarised or SignalTypes.ReviewCancelled && signal.Subject == review.ToString())
        {
            Reach();
        }

        return ValueTask.CompletedTask;
    }

    public void Reach() => _ended.TrySetResult();

    public void Fail(Exception exception) => _ended.TrySetException(exception);
}
