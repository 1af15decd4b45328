using Synapse.Cluster.Client.Agents;
using Synapse.Core.Kernel;
using Synapse.Hosting.Work;
using Synapse.Runtime.Engine;

namespace Synapse.Cluster.Agents;

/// <summary>Hands work to the nearest silo that runs workers.</summary>
public sealed class ClusterWork(IGrainFactory grains) : IWorkRunner
{
    public async ValueTask StartAsync(AggregateId aggregate, HandOutWork work, CancellationToken cancellationToken)
    {
        var answer = await Specialist(aggregate, work.Agent).StartAsync(aggregate, work, cancellationToken);
        if (answer.Refusal is { } refusal)
        {
            throw new WorkRefusedException(refusal.Message);
        }
    }

    /// <summary>Work that waits in another silo is not found and runs in vain: its answer changes nothing.</summary>
    public ValueTask RecallAsync(AggregateId aggregate, RecallWork work, CancellationToken cancellationToken) =>
        new(Specialist(aggregate, work.Agent).RecallAsync(aggregate, work, cancellationToken));

    private ISpecialistGrain Specialist(AggregateId aggregate, string agent) => grains.GetGrain<ISpecialistGrain>($"{aggregate.Tenant}/{agent}");
}
