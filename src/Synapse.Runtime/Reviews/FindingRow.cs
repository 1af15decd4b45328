using Synapse.Core.Findings;
using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;

namespace Synapse.Runtime.Reviews;

/// <summary>One finding of a verdict. Those that count come first, in the verdict's order; then the suppressed ones.</summary>
/// <param name="RequestedAt">When the review was requested.</param>
/// <param name="Fingerprint">The primary one.</param>
/// <param name="Suppression">Why it does not count: the kind of suppression; empty when it counts.</param>
/// <param name="Json">The complete finding as it is in the journal; see <see cref="ReviewView.Read"/>.</param>
public sealed record FindingRow(
    AggregateId Review,
    int Ordinal,
    DateTimeOffset RequestedAt,
    string RuleId,
    Category Category,
    Severity Severity,
    Confidence Confidence,
    string Path,
    int StartLine,
    int EndLine,
    string Fingerprint,
    string Specialist,
    string Message,
    string Suppression,
    string Json) : ViewRow
{
    /// <summary>Characters of a rule's id and of a fingerprint; the complete ones are in <see cref="Json"/>.</summary>
    public const int MaxKey = 256;

    public override int Ordinal { get; init; } = Ordinal;

    public override int Bytes => base.Bytes + Json.Length;
}
