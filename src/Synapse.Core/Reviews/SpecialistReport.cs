using Synapse.Core.Findings;

namespace Synapse.Core.Reviews;

/// <summary>What one specialist says about one change.</summary>
/// <param name="Coverage">One row per file of the change.</param>
/// <param name="DurationMilliseconds">Wall time the specialist took.</param>
/// <param name="CostMicroCredits">What it cost; 0 for deterministic specialists.</param>
public sealed record SpecialistReport(
    string Specialist,
    string Version,
    ValueList<Finding> Findings,
    ValueList<CoverageRow> Coverage,
    long DurationMilliseconds,
    long CostMicroCredits);
