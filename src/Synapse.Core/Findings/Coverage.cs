namespace Synapse.Core.Findings;

public enum CoverageStatus
{
    Read,
    /// <summary>Left out on purpose; the reason says why (binary, no rules for the language, submodule, ...).</summary>
    Skipped,
    /// <summary>Read in part: a named limit was reached.</summary>
    Clipped,
    TimedOut,
    Failed,
}

/// <summary>One cell of the coverage ledger: what one specialist did with one file.</summary>
/// <param name="Reason">Empty only for <see cref="CoverageStatus.Read"/>.</param>
public sealed record CoverageRow(string Path, string Specialist, CoverageStatus Status, string Reason = "");
