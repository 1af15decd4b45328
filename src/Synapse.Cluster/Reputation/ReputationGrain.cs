using Synapse.Cluster.Client.Reputation;
using Synapse.Core.Kernel;
using Synapse.Core.Reputation;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Hosts;

namespace Synapse.Cluster.Reputation;

/// <summary>The reputation of one agent.</summary>
[GrainType("synapse.reputation")]
public sealed class ReputationGrain(StoredForm<ReputationState, ReputationEvent> form, AggregateServices services, WakeBook wakes, HostSettings host)
    : AggregateGrain<ReputationAggregate, ReputationState, ReputationCommand, ReputationEvent, ReputationReply>(form, services, wakes, host), IReputationGrain
{
    public Task<Answer<ReputationReply>> JudgeAsync(ReputationCommand.Judge command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task<Answer<ReputationReply>> RecordServiceAsync(ReputationCommand.RecordService command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task<Answer<ReputationReply>> RateAsync(ReputationCommand.Rate command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task<Answer<ReputationReply>> SetOwnerAsync(ReputationCommand.SetOwner command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task<Answer<ReputationReply>> ObserveAsync(ReputationCommand.Observe command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);

    public Task<Answer<ReputationReply>> ExplainAsync(ReputationCommand.Explain command, CommandContext context, CancellationToken cancellationToken) => SendAsync(command, context, cancellationToken);
}
