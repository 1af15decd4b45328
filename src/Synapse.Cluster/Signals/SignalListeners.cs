using Orleans;
using Orleans.Runtime;
using Orleans.Streams;
using Orleans.Streams.Core;
using Synapse.Cluster.Client.Signals;

namespace Synapse.Cluster.Signals;

/// <summary>
/// Who listens, as the pub-sub store of the cluster says. It is asked before the pulling agent hears of a stream, because the agent would
/// register itself with every stream it hears of, with a write, and a stream of its own has each aggregate.
/// </summary>
internal sealed class SignalListeners(IStreamSubscriptionManagerAdmin admin, IGrainFactory grains, IStreamQueueMapper mapper)
{
    private readonly IStreamSubscriptionManager _subscriptions = admin.GetStreamSubscriptionManager(StreamSubscriptionManagerType.ExplicitSubscribeOnly);

    /// <summary>Those of a queue's streams that somebody listens to, whether it subscribed or is subscribed implicitly.</summary>
    public async Task<IReadOnlyList<StreamId>> AmongAsync(QueueId queue, IEnumerable<StreamId> streams)
    {
        var own = streams.Where(s => mapper.GetQueueForStream(s) == queue).ToList();
        var subscriptions = await Task.WhenAll(own.Select(s => _subscriptions.GetSubscriptions(SignalStreams.Provider, s)));
        return [.. own.Zip(subscriptions).Where(s => s.Second.Any()).Select(s => s.First)];
    }

    /// <summary>Says that somebody subscribed to a stream, to whichever silo has its queue.</summary>
    public Task CallAsync(StreamId stream) => BellOf(mapper.GetQueueForStream(stream)).RingAsync(stream, CancellationToken.None);

    /// <summary>What was said since the last time.</summary>
    public Task<StreamId[]> TakeCallsAsync(QueueId queue) => BellOf(queue).TakeAsync(CancellationToken.None);

    private ISubscriptionBell BellOf(QueueId queue) => grains.GetGrain<ISubscriptionBell>(queue.ToString());
}
