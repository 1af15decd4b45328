using Orleans.CodeGeneration;
using Synapse.Core.Kernel;
using Synapse.Core.Reputation;

namespace Synapse.Cluster.Client.Reputation;

/// <summary>The reputation of an agent, keyed <c>tenant/agent</c>. A command is answered once its events are in the journal; a refusal is a value. An exception means that the cluster or its journal cannot be reached: send the same command, with the same id, again.</summary>
[Alias("synapse.IReputationGrain")]
[Version(1)]
public interface IReputationGrain : IAggregateGrain
{
    /// <inheritdoc cref="ReputationCommand.Judge"/>
    [Alias("Judge")]
    Task<Answer<ReputationReply>> JudgeAsync(ReputationCommand.Judge command, CommandContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="ReputationCommand.RecordService"/>
    [Alias("RecordService")]
    Task<Answer<ReputationReply>> RecordServiceAsync(ReputationCommand.RecordService command, CommandContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="ReputationCommand.Rate"/>
    [Alias("Rate")]
    Task<Answer<ReputationReply>> RateAsync(ReputationCommand.Rate command, CommandContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="ReputationCommand.SetOwner"/>
    [Alias("SetOwner")]
    Task<Answer<ReputationReply>> SetOwnerAsync(ReputationCommand.SetOwner command, CommandContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="ReputationCommand.Observe"/>
    [Alias("Observe")]
    Task<Answer<ReputationReply>> ObserveAsync(ReputationCommand.Observe command, CommandContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="ReputationCommand.Explain"/>
    [Alias("Explain")]
    Task<Answer<ReputationReply>> ExplainAsync(ReputationCommand.Explain command, CommandContext context, CancellationToken cancellationToken);
}
