using Synapse.Core.Kernel;

namespace Synapse.Core.Reputation;

/// <summary>What is known of one agent, as the engine hosts it. The id is the agent's.</summary>
public sealed class ReputationAggregate : IAggregate<ReputationState, ReputationCommand, ReputationEvent, ReputationReply>
{
    private ReputationAggregate()
    {
    }

    public static string Kind => "reputation";

    public static ReputationState Empty => ReputationState.Empty;

    public static Decision<ReputationEvent, ReputationReply> Decide(ReputationState state, ReputationCommand command, Facts facts) => ReputationDecider.Decide(state, command, facts);

    public static ReputationState Evolve(ReputationState state, ReputationEvent @event) => ReputationState.Evolve(state, @event);

    public static IReadOnlyList<Effect> React(AggregateId id, ReputationState state, ReputationEvent @event) => ReputationReactor.React(id, @event);

    public static bool IsQuestion(ReputationCommand command) => command is ReputationCommand.Observe or ReputationCommand.Explain;

    /// <summary>No timer is ever set; one of a name that is not known asks and changes nothing.</summary>
    public static ReputationCommand OnTimer(string name) => new ReputationCommand.Observe();
}
