using Orleans.Concurrency;
using Synapse.Cluster.Client.Agents;
using Synapse.Core.Kernel;
using Synapse.Hosting.Work;

namespace Synapse.Cluster.Agents;

/// <summary>The door to this silo's worker pool. Stateless and local: work runs where its review is, unless that silo runs none.</summary>
[GrainType(TypeName)]
[StatelessWorker(1)]
[Reentrant]
public sealed class SpecialistGrain(WorkPool pool) : Grain, ISpecialistGrain
{
    private const string TypeName = "synapse.specialist";

    internal static GrainType Type { get; } = GrainType.Create(TypeName);

    public async Task<Answer<WorkReceipt>> StartAsync(AggregateId aggregate, HandOutWork work, CancellationToken cancellationToken)
    {
        try
        {
            await pool.StartAsync(aggregate, work, cancellationToken);
            return new Answer<WorkReceipt>(new WorkReceipt(pool.Waiting), null);
        }
        catch (WorkRefusedException e)
        {
            return new Answer<WorkReceipt>(null, new Refusal(RefusalCode.Overloaded, e.Message));
        }
    }

    public Task RecallAsync(AggregateId aggregate, RecallWork work, CancellationToken cancellationToken) => pool.RecallAsync(aggregate, work, cancellationToken).AsTask();
}
