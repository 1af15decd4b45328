using Orleans.CodeGeneration;
using Synapse.Core.Kernel;

namespace Synapse.Cluster.Client.Agents;

/// <summary>
/// A specialist at work, keyed <c>tenant/specialist</c>: the door to the worker pool of a silo, as near to the caller as there is one. It takes
/// work and returns; the result comes to the aggregate as a command.
/// </summary>
[Alias("synapse.ISpecialistGrain")]
[Version(1)]
public interface ISpecialistGrain : IGrainWithStringKey
{
    /// <summary>Puts work in line. The same again is harmless. Refused as overloaded when as many pieces of work wait as may.</summary>
    /// <returns>How many pieces of work wait in that silo.</returns>
    [Alias("Start")]
    Task<Answer<WorkReceipt>> StartAsync(AggregateId aggregate, HandOutWork work, CancellationToken cancellationToken);

    /// <summary>Drops work that waits, where it waits in that silo; its result would change nothing any more.</summary>
    [Alias("Recall")]
    Task RecallAsync(AggregateId aggregate, RecallWork work, CancellationToken cancellationToken);
}
