namespace Synapse.Cluster;

/// <summary>The cluster's named limits.</summary>
/// <param name="ReminderAfter">How long an aggregate has timers before it takes a reminder; most reviews have ended by then, and the sweep covers the time before. Default 10 s.</param>
/// <param name="Sweep">How often effects that were left behind and timers that are overdue are looked for in the whole journal. Default 15 s.</param>
/// <param name="MembershipPoll">How often the loss of a silo is looked for; lost work is handed out again then. Default 1 s.</param>
/// <param name="OverdueAfter">How late a timer is before the sweep fires it. Default 5 s.</param>
public sealed record ClusterLimits(TimeSpan ReminderAfter, TimeSpan Sweep, TimeSpan MembershipPoll, TimeSpan OverdueAfter)
{
    public static ClusterLimits Default { get; } = new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));

    /// <summary>Aggregates woken at the same time by a sweep.</summary>
    public int SweepWidth { get; init; } = 64;
}
