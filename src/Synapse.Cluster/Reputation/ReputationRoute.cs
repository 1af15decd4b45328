using Synapse.Cluster.Client;
using Synapse.Cluster.Client.Reputation;
using Synapse.Core.Kernel;
using Synapse.Core.Reputation;

namespace Synapse.Cluster.Reputation;

/// <summary>Reputation commands as calls of the typed grain.</summary>
internal static class ReputationRoute
{
    public static Task<Answer<ReputationReply>> SendAsync(IGrainFactory grains, AggregateId id, ReputationCommand command, CommandContext context)
    {
        var reputation = grains.GetGrain<IReputationGrain>(GrainKeys.Of(id));
        return command switch
        {
            ReputationCommand.Judge c => reputation.JudgeAsync(c, context, CancellationToken.None),
            ReputationCommand.RecordService c => reputation.RecordServiceAsync(c, context, CancellationToken.None),
            ReputationCommand.Rate c => reputation.RateAsync(c, context, CancellationToken.None),
            ReputationCommand.SetOwner c => reputation.SetOwnerAsync(c, context, CancellationToken.None),
            ReputationCommand.Observe c => reputation.ObserveAsync(c, context, CancellationToken.None),
            ReputationCommand.Explain c => reputation.ExplainAsync(c, context, CancellationToken.None),
            _ => throw new InvalidOperationException($"no grain method takes a {command.GetType().Name}"),
        };
    }
}
