namespace Synapse.Runtime.Reviews;

/// <summary>What a list of reviews is ordered by, the greatest first; among equals the newest first.</summary>
public enum ReviewOrder
{
    Requested,
    Severity,
    Duration,
    Cost,
}
