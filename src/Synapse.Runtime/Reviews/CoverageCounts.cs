namespace Synapse.Runtime.Reviews;

/// <summary>What one specialist did with the files of a change, in numbers of files.</summary>
public sealed record CoverageCounts(int Read, int Skipped, int Clipped, int TimedOut, int Failed);
