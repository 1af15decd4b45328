using Synapse.Conformance.Engine;
using Synapse.Runtime.Engine;
using Synapse.Storage;

namespace Synapse.Runtime.Tests.Engine;

public sealed class EmbeddedKindTests : KindConformance
{
    protected override Task<EngineHost> StartAsync(MemoryJournal journal) => Task.FromResult<EngineHost>(new EngineWorld(journal, EngineLimits.Default));
}
