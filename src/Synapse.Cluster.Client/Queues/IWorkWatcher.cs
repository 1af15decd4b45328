using Orleans.CodeGeneration;
using Orleans.Concurrency;

namespace Synapse.Cluster.Client.Queues;

/// <summary>Hears that a queue has work to give.</summary>
[Alias("synapse.IWorkWatcher")]
[Version(1)]
public interface IWorkWatcher : IGrainObserver
{
    /// <summary>How long a watch lasts.</summary>
    static readonly TimeSpan Lasts = TimeSpan.FromMinutes(2);

    /// <param name="queue">The key of the queue's grain.</param>
    [Alias("Offer")]
    [OneWay]
    Task OfferAsync(string queue);
}
