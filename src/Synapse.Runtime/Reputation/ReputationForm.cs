using Synapse.Core.Reputation;
using Synapse.Runtime.Engine;

namespace Synapse.Runtime.Reputation;

/// <summary>How reputations are stored.</summary>
public static class ReputationForm
{
    public static StoredForm<ReputationState, ReputationEvent> Current { get; } = new(() => new ReputationEventCodec(), () => new ReputationStateCodec());
}
