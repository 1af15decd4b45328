using Orleans.CodeGeneration;

namespace Synapse.Cluster.Upkeep;

/// <summary>One for the whole cluster: looks after what no aggregate in memory looks after.</summary>
[Alias("synapse.IUpkeepGrain")]
[Version(1)]
internal interface IUpkeepGrain : IGrainWithStringKey
{
    /// <summary>Sees to it that the upkeep runs somewhere.</summary>
    [Alias("Beat")]
    Task BeatAsync(CancellationToken cancellationToken);

    /// <summary>Wakes every aggregate that may have something to do, without waiting for the next round.</summary>
    [Alias("Sweep")]
    Task SweepAsync(CancellationToken cancellationToken);
}
