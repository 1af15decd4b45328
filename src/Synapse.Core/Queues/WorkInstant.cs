namespace Synapse.Core.Queues;

/// <summary>When something happens to an item.</summary>
public readonly record struct WorkInstant(DateTimeOffset At, string Id) : IComparable<WorkInstant>
{
    public int CompareTo(WorkInstant other) => At != other.At ? At.CompareTo(other.At) : string.CompareOrdinal(Id, other.Id);
}
