namespace Synapse.Cluster.KillTest;

/// <summary>One thing that was done to the cluster, and how long it was felt.</summary>
/// <param name="Done">What was done.</param>
/// <param name="Recovery">Until the 99th percentile of submissions, over windows of five seconds, was back below twice what it was before; null when it was not within a minute.</param>
/// <param name="Worst">The worst such window, in milliseconds.</param>
internal sealed record PhaseRow(string Done, TimeSpan? Recovery, double Worst);
