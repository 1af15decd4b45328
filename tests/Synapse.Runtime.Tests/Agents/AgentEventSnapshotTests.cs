using Synapse.Core.Agents.Registry;
using Synapse.Runtime.Agents;
using Synapse.Runtime.Json;
using Synapse.Runtime.Tests.Kernel;

namespace Synapse.Runtime.Tests.Agents;

public sealed class AgentEventSnapshotTests : EventSnapshots<AgentEvent>
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    protected override string Feature => "Agents";

    protected override JsonEventCodec<AgentEvent> Codec { get; } = new AgentEventCodec();

    protected override IEnumerable<AgentEvent> Samples =>
    [
        new AgentEvent.Registered(AgentLawsTests.Profile("1.0.0", 'a'), At),
        new AgentEvent.VersionAdded(AgentLawsTests.Profile("1.1.0", 'b'), At),
        new AgentEvent.StatusChanged(AgentStatus.Suspended, "reason", "c1", At),
        new AgentEvent.KeySet(new string('c', 64), "c2", At),
    ];
}
