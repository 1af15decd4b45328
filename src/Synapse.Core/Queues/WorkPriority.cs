namespace Synapse.Core.Queues;

/// <summary>Who goes first. An item rises by one for each <see cref="QueuePolicy.AgeStep"/> that it has waited, so that nothing starves.</summary>
public enum WorkPriority
{
    Urgent,
    High,
    Normal,
    Low,
}
