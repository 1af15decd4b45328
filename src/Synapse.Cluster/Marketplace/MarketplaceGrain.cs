using Synapse.Cluster.Client.Marketplace;
using Synapse.Core.Kernel;
using Synapse.Core.Marketplace;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Hosts;

namespace Synapse.Cluster.Marketplace;

/// <summary>One market: the single writer of its listings.</summary>
[GrainType("synapse.market")]
public sealed class MarketplaceGrain(StoredForm<MarketState, MarketEvent> form, AggregateServices services, WakeBook wakes, HostSettings host)
    : AggregateGrain<MarketAggregate, MarketState, MarketCommand, MarketEvent, MarketReply>(form, services, wakes, host), IMarketplaceGrain
{
    public Task<Answer<MarketReply>> PublishAsync(MarketCommand.Publish command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task<Answer<MarketReply>> WithdrawAsync(MarketCommand.Withdraw command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task<Answer<MarketReply>> ApproveAsync(MarketCommand.Approve command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task<Answer<MarketReply>> SetPolicyAsync(MarketCommand.SetPolicy command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task<Answer<MarketReply>> RecordMatchAsync(MarketCommand.RecordMatch command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task<Answer<MarketReply>> ObserveAsync(MarketCommand.Observe command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);
}
