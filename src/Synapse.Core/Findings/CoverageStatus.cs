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
