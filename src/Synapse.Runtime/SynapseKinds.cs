using Synapse.Core.Marketplace;
using Synapse.Core.Reviews;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Marketplace;
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
        host.Add<MarketAggregate, MarketState, MarketCommand, MarketEvent, MarketReply>(MarketForm.Current);
        return host;
    }
}
