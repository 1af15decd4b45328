namespace Synapse.Cluster.Benchmarks;

/// <summary>Counts what all listeners have heard together.</summary>
internal sealed class HeardCount
{
    private long _heard;
    private (long Count, TaskCompletionSource Reached) _wanted = (long.MaxValue, new TaskCompletionSource());

    public static HeardCount Here { get; } = new();

    public Task UntilAsync(long count)
    {
        Interlocked.Exchange(ref _heard, 0);
        _wanted = (count, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        return _wanted.Reached.Task;
    }

    public void Add()
    {
        if (Interlocked.Increment(ref _heard) == _wanted.Count)
        {
            _wanted.Reached.SetResult();
        }
    }
}
