using Synapse.Cluster.Agents;
using Synapse.Cluster.Budgets;
using Synapse.Cluster.Client;
using Synapse.Cluster.Client.Agents;
using Synapse.Cluster.Client.Budgets;
using Synapse.Cluster.Client.Marketplace;
using Synapse.Cluster.Client.Queues;
using Synapse.Cluster.Client.Reputation;
using Synapse.Cluster.Client.Reviews;
using Synapse.Cluster.Marketplace;
using Synapse.Cluster.Queues;
using Synapse.Cluster.Reputation;
using Synapse.Cluster.Reviews;
using Synapse.Core.Agents.Breakers;
using Synapse.Core.Agents.Registry;
using Synapse.Core.Budgets;
using Synapse.Core.Kernel;
using Synapse.Core.Marketplace;
using Synapse.Core.Queues;
using Synapse.Core.Reputation;
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

        var context = new CommandContext(actor, commandId);
        Task answer = (id.Kind, command) switch
        {
            (_, ReviewCommand c) when id.Kind == ReviewAggregate.Kind => ReviewRoute.SendAsync(grains, id, c, context),
            (_, QueueCommand c) when id.Kind == QueueAggregate.Kind => QueueRoute.SendAsync(grains, id, c, context),
            (_, BudgetCommand c) when id.Kind == BudgetAggregate.Kind => BudgetRoute.SendAsync(grains, id, c, context),
            (_, AgentCommand c) when id.Kind == AgentAggregate.Kind => AgentRoute.SendAsync(grains, id, c, context),
            (_, BreakerCommand c) when id.Kind == BreakerAggregate.Kind => BreakerRoute.SendAsync(grains, id, c, context),
            (_, ReputationCommand c) when id.Kind == ReputationAggregate.Kind => ReputationRoute.SendAsync(grains, id, c, context),
            (_, MarketCommand c) when id.Kind == MarketAggregate.Kind => MarketRoute.SendAsync(grains, id, c, context),
            _ => throw new InvalidOperationException($"'{id.Kind}' does not take commands of type {typeof(TCommand).Name}"),
        };
        return (Task<Answer<TReply>>)answer;
    }

    /// <summary>The grain of an aggregate, as far as all are alike; null for a kind that the cluster does not host.</summary>
    internal IAggregateGrain? GrainOf(AggregateId id) =>
        id.Kind == ReviewAggregate.Kind ? grains.GetGrain<IReviewGrain>(GrainKeys.Of(id))
        : id.Kind == QueueAggregate.Kind ? grains.GetGrain<IWorkQueueGrain>(GrainKeys.Of(id))
        : id.Kind == BudgetAggregate.Kind ? grains.GetGrain<IBudgetGrain>(GrainKeys.Of(id))
        : id.Kind == AgentAggregate.Kind ? grains.GetGrain<IAgentGrain>(GrainKeys.Of(id))
        : id.Kind == BreakerAggregate.Kind ? grains.GetGrain<IBreakerGrain>(GrainKeys.Of(id))
        : id.Kind == ReputationAggregate.Kind ? grains.GetGrain<IReputationGrain>(GrainKeys.Of(id))
        : id.Kind == MarketAggregate.Kind ? grains.GetGrain<IMarketplaceGrain>(GrainKeys.Of(id))
        : null;
}
