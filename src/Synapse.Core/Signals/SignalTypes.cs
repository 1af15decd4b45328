namespace Synapse.Core.Signals;

/// <summary>The closed list of CloudEvents types that Synapse publishes and understands.</summary>
public static class SignalTypes
{
    public const string ReviewRequested = "review.requested";
    public const string ReviewClassified = "review.classified";
    public const string ReviewAssigned = "review.assigned";
    public const string ReviewResult = "review.result";
    public const string ReviewConflict = "review.conflict";
    public const string ReviewSummarised = "review.summarised";
    public const string ReviewCancelled = "review.cancelled";
    public const string ReviewEscalated = "review.escalated";
    public const string ReviewFeedback = "review.feedback";
    public const string WorkEnqueued = "work.enqueued";
    public const string WorkClaimed = "work.claimed";
    public const string WorkCompleted = "work.completed";
    public const string WorkDeadLettered = "work.dead_lettered";
    public const string AgentRegistered = "agent.registered";
    public const string AgentChanged = "agent.changed";
    public const string AgentSuspended = "agent.suspended";
    public const string ReputationChanged = "reputation.changed";
    public const string BudgetExhausted = "budget.exhausted";
    public const string PatternDiscovered = "pattern.discovered";

    /// <summary>In the order of a review's life, then of the parts around it.</summary>
    public static ValueList<string> All { get; } =
    [
        ReviewRequested, ReviewClassified, ReviewAssigned, ReviewResult, ReviewConflict, ReviewSummarised, ReviewCancelled,
        ReviewEscalated, ReviewFeedback, WorkEnqueued, WorkClaimed, WorkCompleted, WorkDeadLettered, AgentRegistered,
        AgentChanged, AgentSuspended, ReputationChanged, BudgetExhausted, PatternDiscovered,
    ];

    public static bool IsKnown(string type) => All.Contains(type);
}
