using Synapse.Core.Agents.Breakers;
using Synapse.Core.Agents.Registry;
using Synapse.Core.Budgets;
using Synapse.Core.Marketplace;
using Synapse.Core.Queues;
using Synapse.Core.Reputation;
using Synapse.Core.Reviews;
using Synapse.Runtime.Agents;
using Synapse.Runtime.Budgets;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Marketplace;
using Synapse.Runtime.Queues;
using Synapse.Runtime.Reputation;
using Synapse.Runtime.Reviews;

namespace Synapse.Runtime;

/// <summary>The aggregates of the product, in one place.</summary>
public static class SynapseKinds
{
    /// <summary>Makes all of them known.</summary>
    public static THost HostAll<THost>(this THost host)
        where THost : IKindHost
    {
        host.Add<ReviewAggregate, ReviewState, ReviewCommand, ReviewEvent, ReviewReply>(ReviewForm.Current);
        host.Add<QueueAggregate, QueueState, QueueCommand, QueueEvent, QueueReply>(QueueForm.Current);
        host.Add<BudgetAggregate, BudgetState, BudgetCommand, BudgetEvent, BudgetReply>(BudgetForm.Current);
        host.Add<AgentAggregate, AgentState, AgentCommand, AgentEvent, AgentReply>(AgentForm.Current);
        host.Add<BreakerAggregate, BreakerState, BreakerCommand, BreakerEvent, BreakerReply>(BreakerForm.Current);
        host.Add<ReputationAggregate, ReputationState, ReputationCommand, ReputationEvent, ReputationReply>(ReputationForm.Current);
        host.Add<MarketAggregate, MarketState, MarketCommand, MarketEvent, MarketReply>(MarketForm.Current);
        return host;
    }
}
