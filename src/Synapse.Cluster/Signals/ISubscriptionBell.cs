using Orleans;
using Orleans.CodeGeneration;
using Orleans.Runtime;

namespace Synapse.Cluster.Signals;

/// <summary>Where a queue learns of new subscriptions, keyed by the queue. What is rung when its silo dies is forgotten.</summary>
[Alias("synapse.ISubscriptionBell")]
[Version(1)]
internal interface ISubscriptionBell : IGrainWithStringKey
{
    [Alias("Ring")]
    Task RingAsync(StreamId stream, CancellationToken cancellationToken);

    /// <summary>The streams rung for since the last time.</summary>
    [Alias("Take")]
    Task<StreamId[]> TakeAsync(CancellationToken cancellationToken);
}
