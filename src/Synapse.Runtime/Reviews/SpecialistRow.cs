using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Runtime.Journal;

namespace Synapse.Runtime.Reviews;

/// <summary>How one specialist did in an ended review, what it read and what it cost. One whom a cancellation stopped has no row.</summary>
/// <param name="EndedAt">When the review ended.</param>
public sealed record SpecialistRow(
    AggregateId Review,
    int Ordinal,
    DateTimeOffset EndedAt,
    string Specialist,
    string Version,
    SpecialistOutcome Outcome,
    string Cause,
    int Findings,
    long DurationMilliseconds,
    long CostMicroCredits,
    CoverageCounts Coverage) : ViewRow
{
    public override int Ordinal { get; init; } = Ordinal;

    /// <summary>The part that the verdict has too.</summary>
    public SpecialistSummary Summary => new(Specialist, Version, Outcome, Cause, Findings, DurationMilliseconds, CostMicroCredits);
}
