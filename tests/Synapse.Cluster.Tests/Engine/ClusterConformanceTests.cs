using Synapse.Conformance.Engine;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;

namespace Synapse.Cluster.Tests.Engine;

/// <summary>What every engine must do, on a cluster of three silos.</summary>
public sealed class ClusterConformanceTests : EngineConformance
{
    private IJournalStore? _store;

    protected override IJournal Open(IJournalStore memory) => _store = memory;

    protected override Task<EngineHost> StartAsync(IJournal journal, EngineLimits limits) => ClusterHost.StartAsync(journal, _store!, limits);
}
