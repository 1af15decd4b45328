using Synapse.Core.Kernel;

namespace Synapse.Core.Agents.Breakers;

/// <summary>The circuit breakers of one agent's versions, as the engine hosts them. The id is the agent's.</summary>
public sealed class BreakerAggregate : IAggregate<BreakerState, BreakerCommand, BreakerEvent, BreakerReply>
{
    private BreakerAggregate()
    {
    }

    public static string Kind => "breaker";

    public static BreakerState Empty => BreakerState.Empty;

    public static Decision<BreakerEvent, BreakerReply> Decide(BreakerState state, BreakerCommand command, Facts facts) => BreakerDecider.Decide(state, command, facts);

    public static BreakerState Evolve(BreakerState state, BreakerEvent @event) => BreakerState.Evolve(state, @event);

    public static IReadOnlyList<Effect> React(AggregateId id, BreakerState state, BreakerEvent @event) => BreakerReactor.React(@event);

    public static bool IsQuestion(BreakerCommand command) => command is BreakerCommand.Observe;

    public static BreakerCommand OnTimer(string name) => BreakerReactor.OnTimer(name);
}
