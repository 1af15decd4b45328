using Synapse.Conformance.Engine;
using Synapse.Runtime.Engine;
using Synapse.Storage;

namespace Synapse.Cluster.Tests.Engine;

/// <summary>What every engine must do with all kinds of aggregates, on a cluster of three silos.</summary>
public sealed class ClusterKindTests : KindConformance
{
    protected override Task<EngineHost> StartAsync(MemoryJournal journal) => ClusterHost.StartAsync(journal, journal, EngineLimits.Default);
}
