using System.Text.Json;
using Synapse.Core;
using Synapse.Core.Findings;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Runtime.Journal;

namespace Synapse.Runtime.Reviews;

/// <summary>All that the read model has of one review.</summary>
/// <param name="Gaps">At most <see cref="MaxGaps"/>, the gravest first; the counts of the specialists are of all.</param>
public sealed record ReviewView(ReviewRow Review, ValueList<SpecialistRow> Specialists, ValueList<FindingRow> Findings, ValueList<CoverageGapRow> Gaps)
{
    /// <summary>Rows of files that were not read in full; a change of many files that nobody has rules for has more, and the journal has them all.</summary>
    public const int MaxGaps = 10_000;

    /// <summary>The view of a state; null of a review that was never requested.</summary>
    public static ReviewView? Of(AggregateId id, ReviewState state) => From(new ReviewProjection().Changes(id, ReviewState.Empty, state));

    /// <summary>Puts the rows of one stream together; null when there is no review among them.</summary>
    public static ReviewView? From(IReadOnlyList<ViewRow> rows) => rows.OfType<ReviewRow>().SingleOrDefault() is { } review
        ? new ReviewView(review, rows.OfType<SpecialistRow>().ToValueList(), rows.OfType<FindingRow>().ToValueList(), rows.OfType<CoverageGapRow>().ToValueList())
        : null;

    /// <summary>The complete finding of a row.</summary>
    /// <exception cref="InvalidDataException">The row was damaged; rebuild the read model.</exception>
    public static Finding Read(FindingRow row)
    {
        try
        {
            return JsonSerializer.Deserialize(row.Json, ReviewEventJson.Default.Finding) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"finding {row.Ordinal} of {row.Review} cannot be read: {e.Message}", e);
        }
    }

    internal static string Write(Finding finding) => JsonSerializer.Serialize(finding, ReviewEventJson.Default.Finding);
}
