using Synapse.Cluster.Client;
using Synapse.Cluster.Client.Reviews;
using Synapse.Cluster.Reviews;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Runtime.Engine;

namespace Synapse.Cluster;

/// <summary>The cluster as an engine: whoever speaks to aggregates by their ids reaches their grains.</summary>
public sealed class ClusterEngine(IGrainFactory grains) : IEngine
{
    public Task<Answer<TReply>> SendAsync<TCommand, TReply>(AggregateId id, TCommand command, string actor, string commandId)
        where TReply : class
    {
        if (!AggregateId.IsValid(id))
        {
            return Task.FromResult(new Answer<TReply>(null, AggregateId.Malformed));
        }

        return (id.Kind, command) switch
        {
            (_, ReviewCommand review) when id.Kind == ReviewAggregate.Kind =>
                (Task<Answer<TReply>>)(object)ReviewRoute.SendAsync(grains, id, review, new CommandContext(actor, commandId)),
            _ => throw new InvalidOperationException($"'{id.Kind}' does not take commands of type {typeof(TCommand).Name}"),
        };
    }

    /// <summary>The grain of an aggregate, as far as all are alike; null for a kind that the cluster does not host.</summary>
    internal IAggregateGrain? GrainOf(AggregateId id) => id.Kind == ReviewAggregate.Kind ? grains.GetGrain<IReviewGrain>(GrainKeys.Of(id)) : null;
}
