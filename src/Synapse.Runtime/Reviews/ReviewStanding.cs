namespace Synapse.Runtime.Reviews;

/// <summary>Where a review stands, for those who look at it. The numbers are stored.</summary>
public enum ReviewStanding
{
    Running = 0,
    Complete = 1,
    Partial = 2,
    Failed = 3,
    Cancelled = 4,
}
