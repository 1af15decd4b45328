using Microsoft.Extensions.Hosting;
using Synapse.Cluster.Client;
using Synapse.Cluster.Client.Queues;
using Synapse.Hosting.Work;

namespace Synapse.Cluster.Queues;

/// <summary>Has the queue of reviews tell this silo's workers when there is work.</summary>
internal sealed class WorkWatch(IClusterClient client, ReviewWorkers workers, TimeProvider time) : BackgroundService
{
    /// <summary>A queue that has moved to another silo does not know its watchers; the workers ask by themselves meanwhile.</summary>
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var watcher = new Watcher(workers);
        IWorkWatcher? reference = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                reference ??= client.CreateObjectReference<IWorkWatcher>(watcher);
                await client.GetGrain<IWorkQueueGrain>(GrainKeys.Of(ReviewQueue.Id)).WatchAsync(reference, stoppingToken);
                await Task.Delay(Renewal, time, stoppingToken);
            }
            catch (Exception) when (!stoppingToken.IsCancellationRequested)
            {
                // The cluster is being put together, or a silo was lost.
                await Task.WhenAny(Task.Delay(TimeSpan.FromSeconds(1), time, stoppingToken));
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }

        GC.KeepAlive(watcher);
    }

    private sealed class Watcher(ReviewWorkers workers) : IWorkWatcher
    {
        public Task OfferAsync(string queue)
        {
            if (queue == GrainKeys.Of(ReviewQueue.Id))
            {
                workers.Offer(ReviewQueue.Id);
            }

            return Task.CompletedTask;
        }
    }
}
