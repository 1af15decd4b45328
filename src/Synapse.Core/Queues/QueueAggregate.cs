using Synapse.Core.Kernel;

namespace Synapse.Core.Queues;

/// <summary>The work queue, as the engine hosts it.</summary>
public sealed class QueueAggregate : IAggregate<QueueState, QueueCommand, QueueEvent, QueueReply>
{
    private QueueAggregate()
    {
    }

    public static string Kind => "queue";

    public static QueueState Empty => QueueState.Empty;

    public static Decision<QueueEvent, QueueReply> Decide(QueueState state, QueueCommand command, Facts facts) => QueueDecider.Decide(state, command, facts);

    public static QueueState Evolve(QueueState state, QueueEvent @event) => QueueState.Evolve(state, @event);

    public static IReadOnlyList<Effect> React(AggregateId id, QueueState state, QueueEvent @event) => QueueReactor.React(id, state, @event);

    public static bool IsQuestion(QueueCommand command) => command is QueueCommand.Observe;

    public static QueueCommand OnTimer(string name) => new QueueCommand.Tick();
}
