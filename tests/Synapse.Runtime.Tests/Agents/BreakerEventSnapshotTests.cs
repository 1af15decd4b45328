using Synapse.Core.Agents.Breakers;
using Synapse.Runtime.Agents;
using Synapse.Runtime.Json;
using Synapse.Runtime.Tests.Kernel;

namespace Synapse.Runtime.Tests.Agents;

public sealed class BreakerEventSnapshotTests : EventSnapshots<BreakerEvent>
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    protected override string Feature => "Agents";

    protected override JsonEventCodec<BreakerEvent> Codec { get; } = new BreakerEventCodec();

    protected override IEnumerable<BreakerEvent> Samples => AllSamples();

    private static IEnumerable<BreakerEvent> AllSamples()
    {
        yield return new BreakerEvent.Reported("1.0", new CallReport("command", CallOutcome.TransientFailure, 2, At), At);
        yield return new BreakerEvent.Opened("1.0", 3, OpenCause.FailureRate, 2, At, At);
        yield return new BreakerEvent.HalfOpened("1.0", 4, At, At);
        yield return new BreakerEvent.ProbesGranted("1.0", new ProbeGrant("command", 2), At);
        yield return new BreakerEvent.Closed("1.0", 5, At);
        yield return new BreakerEvent.Overridden(new BreakerOverride("command", "1.0", OverrideKind.Open, At, "reason", "ann"), At);
        yield return new BreakerEvent.OverrideEnded("command", At);
        yield return new BreakerEvent.VersionForgotten("1.0", At, At);
    }
}
