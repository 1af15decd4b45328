using Orleans.CodeGeneration;

namespace Synapse.Cluster.Client;

/// <summary>An aggregate in the cluster, whatever its kind is. Its key is <c>tenant/id</c>.</summary>
[Alias("synapse.IAggregateGrain")]
[Version(1)]
public interface IAggregateGrain : IGrainWithStringKey
{
    /// <summary>
    /// Sees to it that the aggregate is in memory somewhere, and does what was left undone: effects that did not run, timers that are due.
    /// </summary>
    [Alias("Wake")]
    Task WakeAsync(CancellationToken cancellationToken);

    /// <summary>When its reminder last woke it; null when it never did.</summary>
    [Alias("ReadLastWake")]
    Task<WakeRecord?> ReadLastWakeAsync(CancellationToken cancellationToken);
}
