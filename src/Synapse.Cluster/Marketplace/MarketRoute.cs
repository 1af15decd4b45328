using Synapse.Cluster.Client;
using Synapse.Cluster.Client.Marketplace;
using Synapse.Core.Kernel;
using Synapse.Core.Marketplace;

namespace Synapse.Cluster.Marketplace;

/// <summary>Market commands as calls of the typed grain.</summary>
internal static class MarketRoute
{
    public static Task<Answer<MarketReply>> SendAsync(IGrainFactory grains, AggregateId id, MarketCommand command, CommandContext context)
    {
        var market = grains.GetGrain<IMarketplaceGrain>(GrainKeys.Of(id));
        return command switch
        {
            MarketCommand.Publish c => market.PublishAsync(c, context, CancellationToken.None),
            MarketCommand.Withdraw c => market.WithdrawAsync(c, context, CancellationToken.None),
            MarketCommand.Approve c => market.ApproveAsync(c, context, CancellationToken.None),
            MarketCommand.SetPolicy c => market.SetPolicyAsync(c, context, CancellationToken.None),
            MarketCommand.RecordMatch c => market.RecordMatchAsync(c, context, CancellationToken.None),
            MarketCommand.Observe c => market.ObserveAsync(c, context, CancellationToken.None),
            _ => throw new InvalidOperationException($"no grain method takes a {command.GetType().Name}"),
        };
    }
}
