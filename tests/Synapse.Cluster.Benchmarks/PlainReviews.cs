using System.Collections.Concurrent;

namespace Synapse.Cluster.Benchmarks;

/// <summary>Who waits for the end of which review; all silos are in this process.</summary>
internal sealed class PlainReviews
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _waiting = new(StringComparer.Ordinal);

    public Task WaitAsync(string id) => (_waiting[id] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void End(string id)
    {
        if (_waiting.TryRemove(id, out var waiting))
        {
            waiting.SetResult();
        }
    }
}
