using Synapse.Core.Kernel;
using Synapse.Core.Reputation;
using Synapse.Core.Signals;

namespace Synapse.Core.Agents.Registry;

/// <summary>The effects of agent events.</summary>
public static class AgentReactor
{
    public static IReadOnlyList<Effect> React(AggregateId id, AgentEvent @event) => @event switch
    {
        AgentEvent.Registered e =>
        [
            Signal(id, SignalTypes.AgentRegistered, $"{e.Profile.Version} of {e.Profile.Publisher}"),

            // What the publisher says of its own agent is no evidence.
            new Tell(id with { Kind = ReputationAggregate.Kind }, new ReputationCommand.SetOwner(e.Profile.Publisher)),
        ],
        AgentEvent.VersionAdded e => [Signal(id, SignalTypes.AgentChanged, $"version {e.Profile.Version}")],
        AgentEvent.StatusChanged { Status: AgentStatus.Suspended } e => [Signal(id, SignalTypes.AgentSuspended, e.Reason)],
        AgentEvent.StatusChanged e => [Signal(id, SignalTypes.AgentChanged, $"{e.Status}: {e.Reason}")],
        _ => [],
    };

    private static PublishSignal Signal(AggregateId id, string type, string text) => new(new Signal(type, id.ToString(), text));
}
