using Orleans.CodeGeneration;
using Synapse.Core.Kernel;
using Synapse.Core.Marketplace;

namespace Synapse.Cluster.Client.Marketplace;

/// <summary>A market of agents, keyed <c>tenant/name</c>. It only writes: matches are made in each silo, from what the journal says of the market. A command is answered once its events are in the journal; a refusal is a value. An exception means that the cluster or its journal cannot be reached: send the same command, with the same id, again.</summary>
[Alias("synapse.IMarketplaceGrain")]
[Version(1)]
public interface IMarketplaceGrain : IAggregateGrain
{
    /// <inheritdoc cref="MarketCommand.Publish"/>
    [Alias("Publish")]
    Task<Answer<MarketReply>> PublishAsync(MarketCommand.Publish command, CommandContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="MarketCommand.Withdraw"/>
    [Alias("Withdraw")]
    Task<Answer<MarketReply>> WithdrawAsync(MarketCommand.Withdraw command, CommandContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="MarketCommand.Approve"/>
    [Alias("Approve")]
    Task<Answer<MarketReply>> ApproveAsync(MarketCommand.Approve command, CommandContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="MarketCommand.SetPolicy"/>
    [Alias("SetPolicy")]
    Task<Answer<MarketReply>> SetPolicyAsync(MarketCommand.SetPolicy command, CommandContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="MarketCommand.RecordMatch"/>
    [Alias("RecordMatch")]
    Task<Answer<MarketReply>> RecordMatchAsync(MarketCommand.RecordMatch command, CommandContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="MarketCommand.Observe"/>
    [Alias("Observe")]
    Task<Answer<MarketReply>> ObserveAsync(MarketCommand.Observe command, CommandContext context, CancellationToken cancellationToken);
}
