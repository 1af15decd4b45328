using Synapse.Core.Agents.Breakers;
using Synapse.Runtime.Engine;

namespace Synapse.Runtime.Agents;

/// <summary>How breakers are stored.</summary>
public static class BreakerForm
{
    public static StoredForm<BreakerState, BreakerEvent> Current { get; } = new(() => new BreakerEventCodec(), () => new BreakerStateCodec());
}
