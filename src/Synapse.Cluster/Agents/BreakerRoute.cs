using Synapse.Cluster.Client;
using Synapse.Cluster.Client.Agents;
using Synapse.Core.Agents.Breakers;
using Synapse.Core.Kernel;

namespace Synapse.Cluster.Agents;

/// <summary>Breaker commands as calls of the typed grain.</summary>
internal static class BreakerRoute
{
    public static Task<Answer<BreakerReply>> SendAsync(IGrainFactory grains, AggregateId id, BreakerCommand command, CommandContext context)
    {
        var breaker = grains.GetGrain<IBreakerGrain>(GrainKeys.Of(id));
        return command switch
        {
            BreakerCommand.Acquire c => breaker.AcquireAsync(c, context, CancellationToken.None),
            BreakerCommand.Report c => breaker.ReportAsync(c, context, CancellationToken.None),
            BreakerCommand.Override c => breaker.OverrideAsync(c, context, CancellationToken.None),
            BreakerCommand.Observe c => breaker.ObserveAsync(c, context, CancellationToken.None),
            _ => throw new InvalidOperationException($"no grain method takes a {command.GetType().Name}"),
        };
    }
}
