namespace Synapse.Runtime.Engine;

/// <summary>What a rebuild of the read models found.</summary>
/// <param name="Streams">How many aggregates there are.</param>
/// <param name="Differing">How many of them had other rows than they should; they were put right.</param>
/// <param name="Failures">Those whose events this version cannot read, each with the reason; their rows are as they were.</param>
public sealed record RebuildResult(long Streams, long Differing, IReadOnlyList<string> Failures);
