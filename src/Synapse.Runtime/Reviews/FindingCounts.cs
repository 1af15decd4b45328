namespace Synapse.Runtime.Reviews;

/// <summary>How many findings count, in all and of each severity.</summary>
public sealed record FindingCounts(int All, int Critical, int High, int Medium, int Low);
