using Synapse.Core.Findings;
using Synapse.Runtime.Journal;

namespace Synapse.Runtime.Reviews;

/// <summary>A file that one specialist did not read in full, and why.</summary>
public sealed record CoverageGapRow(int Ordinal, string Specialist, string Path, CoverageStatus Status, string Reason) : ViewRow
{
    public override int Ordinal { get; init; } = Ordinal;
}
