using Orleans;
using Orleans.Runtime;

namespace Synapse.Cluster.Signals;

/// <summary>In memory: it matters for a second at most.</summary>
[GrainType("synapse.subscription-bell")]
internal sealed class SubscriptionBell : Grain, ISubscriptionBell
{
    private readonly HashSet<StreamId> _rung = [];

    public Task RingAsync(StreamId stream, CancellationToken cancellationToken)
    {
        _rung.Add(stream);
        return Task.CompletedTask;
    }

    public Task<StreamId[]> TakeAsync(CancellationToken cancellationToken)
    {
        StreamId[] taken = [.. _rung];
        _rung.Clear();
        return Task.FromResult(taken);
    }
}
