using Synapse.Core.Findings;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Runtime.Journal;

namespace Synapse.Runtime.Reviews;

/// <summary>One review. Until it has ended, everything after <paramref name="Deadline"/> is empty.</summary>
/// <param name="Files">How many files the change has.</param>
/// <param name="ContentDigest">SHA-256 of the change's content, or empty.</param>
/// <param name="Remarks">The escalations, or why it was cancelled; one a line.</param>
public sealed record ReviewRow(
    AggregateId Id,
    ReviewStanding Standing,
    string Title,
    string Author,
    string BaseRevision,
    string HeadRevision,
    int Files,
    string ContentDigest,
    DecisionPath DecisionPath,
    DateTimeOffset RequestedAt,
    DateTimeOffset Deadline,
    DateTimeOffset? EndedAt,
    Severity Severity,
    Confidence Confidence,
    FindingCounts Findings,
    int Suppressed,
    long DurationMilliseconds,
    long CostMicroCredits,
    string Remarks) : ViewRow
{
    public override int Ordinal { get; init; }
}
