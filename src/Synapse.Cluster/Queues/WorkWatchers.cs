using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Orleans.Utilities;
using Synapse.Cluster.Client;
using Synapse.Cluster.Client.Queues;
using Synapse.Core.Kernel;

namespace Synapse.Cluster.Queues;

/// <summary>Who watches the queues whose grains are in this silo. A queue that moves is watched anew within a while; until then its watchers ask by themselves.</summary>
public sealed class WorkWatchers(ILogger<WorkWatchers> log)
{
    private readonly ConcurrentDictionary<string, ObserverManager<IWorkWatcher>> _queues = new(StringComparer.Ordinal);

    public void Add(string queue, IWorkWatcher watcher)
    {
        var watchers = _queues.GetOrAdd(queue, static (_, log) => new ObserverManager<IWorkWatcher>(IWorkWatcher.Lasts, log), log);
        lock (watchers)
        {
            watchers.Subscribe(watcher, watcher);
        }
    }

    /// <summary>Tells those who watch the queue.</summary>
    public void Offer(AggregateId queue)
    {
        var key = GrainKeys.Of(queue);
        if (_queues.TryGetValue(key, out var watchers))
        {
            lock (watchers)
            {
                _ = watchers.Notify(w => w.OfferAsync(key));
            }
        }
    }
}
