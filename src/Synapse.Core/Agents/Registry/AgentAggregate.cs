using Synapse.Core.Kernel;

namespace Synapse.Core.Agents.Registry;

/// <summary>An agent, as the engine hosts it.</summary>
public sealed class AgentAggregate : IAggregate<AgentState, AgentCommand, AgentEvent, AgentReply>
{
    private AgentAggregate()
    {
    }

    public static string Kind => "agent";

    public static AgentState Empty => AgentState.Empty;

    public static Decision<AgentEvent, AgentReply> Decide(AgentState state, AgentCommand command, Facts facts) => AgentDecider.Decide(state, command, facts);

    public static AgentState Evolve(AgentState state, AgentEvent @event) => AgentState.Evolve(state, @event);

    public static IReadOnlyList<Effect> React(AggregateId id, AgentState state, AgentEvent @event) => AgentReactor.React(id, @event);

    public static bool IsQuestion(AgentCommand command) => command is AgentCommand.Observe or AgentCommand.Verify;

    /// <summary>An agent sets no timers.</summary>
    public static AgentCommand OnTimer(string name) => new AgentCommand.Observe();
}
