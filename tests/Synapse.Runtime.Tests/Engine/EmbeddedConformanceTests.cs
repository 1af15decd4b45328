using Synapse.Conformance.Engine;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;

namespace Synapse.Runtime.Tests.Engine;

public class EmbeddedConformanceTests : EngineConformance
{
    protected override Task<EngineHost> StartAsync(IJournal journal, EngineLimits limits) => Task.FromResult<EngineHost>(new EngineWorld(journal, limits));
}
