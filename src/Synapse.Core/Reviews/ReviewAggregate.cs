using Synapse.Core.Kernel;

namespace Synapse.Core.Reviews;

/// <summary>The review, as the engine hosts it.</summary>
public sealed class ReviewAggregate : IAggregate<ReviewState, ReviewCommand, ReviewEvent, ReviewReply>
{
    private ReviewAggregate()
    {
    }

    public static string Kind => "review";

    public static ReviewState Empty => ReviewState.Empty;

    public static Decision<ReviewEvent, ReviewReply> Decide(ReviewState state, ReviewCommand command, Facts facts) => ReviewDecider.Decide(state, command, facts);

    public static ReviewState Evolve(ReviewState state, ReviewEvent @event) => ReviewState.Evolve(state, @event);

    public static IReadOnlyList<Effect> React(AggregateId id, ReviewState state, ReviewEvent @event) => ReviewReactor.React(id, state, @event);

    public static bool IsWanted(ReviewState state, Effect effect) => ReviewReactor.IsWanted(state, effect);

    public static bool IsQuestion(ReviewCommand command) => command is ReviewCommand.Observe;

    public static ReviewCommand OnTimer(string name) => ReviewReactor.OnTimer(name);
}
