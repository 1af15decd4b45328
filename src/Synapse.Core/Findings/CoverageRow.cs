namespace Synapse.Core.Findings;

/// <summary>One cell of the coverage ledger: what one specialist did with one file.</summary>
/// <param name="Reason">Empty only for <see cref="CoverageStatus.Read"/>.</param>
public sealed record CoverageRow(string Path, string Specialist, CoverageStatus Status, string Reason = "");
