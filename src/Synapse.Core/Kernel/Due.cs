namespace Synapse.Core.Kernel;

/// <summary>When something happens to one of many: the earliest comes first.</summary>
public readonly record struct Due(DateTimeOffset At, string Id) : IComparable<Due>
{
    public int CompareTo(Due other) => At != other.At ? At.CompareTo(other.At) : string.CompareOrdinal(Id, other.Id);
}
