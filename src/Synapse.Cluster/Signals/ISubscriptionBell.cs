using Orleans;
using Orleans.Runtime;

namespace Synapse.Cluster.Signals;

/// <summary>Where a queue learns of new subscriptions, keyed by the queue. What is rung when its silo dies is forgotten.</summary>
[Alias("synapse.subscription-bell")]
internal interface ISubscriptionBell : IGrainWithStringKey
{
    [Alias("ring")]
    Task RingAsync(StreamId stream);

    /// <summary>The streams rung for since the last time.</summary>
    [Alias("take")]
    Task<StreamId[]> TakeAsync();
}
