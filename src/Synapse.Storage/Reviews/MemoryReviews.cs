using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Reviews;
using Synapse.Storage.Views;

namespace Synapse.Storage.Reviews;

/// <summary>Questions answered by looking at every row.</summary>
internal sealed class MemoryReviews(MemoryViews views) : ReviewQueries(views)
{
    private static readonly StringComparer Text = StringComparer.Ordinal;

    public override ValueTask<IReadOnlyList<AggregateId>> ReadRunningAsync(AggregateId? after, int limit, CancellationToken cancellationToken) => Found(
        views.All<ReviewRow>().Where(r => r.Standing == ReviewStanding.Running).Select(r => r.Id)
            .Where(id => after is null || Text.Compare(id.Tenant, after.Tenant) is > 0 || (id.Tenant == after.Tenant && Text.Compare(id.Id, after.Id) > 0))
            .OrderBy(id => id.Tenant, Text).ThenBy(id => id.Id, Text).Take(limit));

    protected override ValueTask<IReadOnlyList<ReviewRow>> ReviewsAsync(
        string tenant, ReviewFilter filter, ReviewOrder order, PageKey? after, int limit, CancellationToken cancellationToken) => Found(
        views.All<ReviewRow>().Where(r => r.Id.Tenant == tenant && Matches(r, filter))
            .Select(r => (Row: r, Key: KeyOf(r, order)))
            .Where(r => after is null || Compare(r.Key, after) < 0)
            .OrderByDescending(r => r.Key, Comparer<PageKey>.Create(Compare)).Take(limit).Select(r => r.Row));

    protected override ValueTask<IReadOnlyList<FindingRow>> FindingsAsync(string tenant, FindingFilter filter, PageKey? after, int limit, CancellationToken cancellationToken) => Found(
        views.All<FindingRow>().Where(f => f.Review.Tenant == tenant && Matches(f, filter))
            .OrderByDescending(f => f.RequestedAt).ThenByDescending(f => f.Review.Id, Text).ThenBy(f => f.Ordinal)
            .SkipWhile(f => after is not null && !IsAfter(f, after)).Take(limit));

    protected override ValueTask<IReadOnlyList<CostTotal>> CostsAsync(string tenant, CostFilter filter, PageKey? after, int limit, CancellationToken cancellationToken) => Found(
        views.All<SpecialistRow>().Where(s => s.Review.Tenant == tenant && (filter.Specialist is null || s.Specialist == filter.Specialist))
            .GroupBy(s => (Day: DateOnly.FromDateTime(s.EndedAt.UtcDateTime), s.Specialist))
            .Where(g => !(g.Key.Day < filter.From) && !(g.Key.Day > filter.To))
            .OrderByDescending(g => g.Key.Day).ThenBy(g => g.Key.Specialist, Text)
            .SkipWhile(g => after is not null && (g.Key.Day.DayNumber > after.First || (g.Key.Day.DayNumber == after.First && Text.Compare(g.Key.Specialist, after.Text) <= 0)))
            .Take(limit)
            .Select(g => new CostTotal(g.Key.Day, g.Key.Specialist, g.Count(), g.Sum(s => (long)s.Findings), g.Sum(s => s.DurationMilliseconds), g.Sum(s => s.CostMicroCredits))));

    private static bool Matches(ReviewRow row, ReviewFilter filter) =>
        (filter.Standing is null || row.Standing == filter.Standing)
        && (filter.MinSeverity is null || row.Severity >= filter.MinSeverity)
        && (filter.Text is null || ViewTables.Folded(row.Title).Contains(ViewTables.Folded(filter.Text), StringComparison.Ordinal))
        && (filter.Author is null || row.Author == filter.Author)
        && (filter.ContentDigest is null || row.ContentDigest == filter.ContentDigest)
        && row.BaseRevision.StartsWith(filter.BaseRevision ?? "", StringComparison.Ordinal)
        && row.HeadRevision.StartsWith(filter.HeadRevision ?? "", StringComparison.Ordinal)
        && !(row.RequestedAt < filter.Since)
        && !(row.RequestedAt >= filter.Until);

    private static bool Matches(FindingRow row, FindingFilter filter) =>
        (filter.RuleId is null || row.RuleId == filter.RuleId)
        && (filter.Category is null || row.Category == filter.Category)
        && (filter.MinSeverity is null || row.Severity >= filter.MinSeverity)
        && row.Path.StartsWith(filter.PathPrefix ?? "", StringComparison.Ordinal)
        && (filter.Fingerprint is null || row.Fingerprint == filter.Fingerprint)
        && (filter.WithSuppressed || row.Suppression.Length == 0);

    private static bool IsAfter(FindingRow row, PageKey key)
    {
        var review = Text.Compare(row.Review.Id, key.Text);
        return row.RequestedAt.UtcTicks < key.First || (row.RequestedAt.UtcTicks == key.First && (review < 0 || (review == 0 && row.Ordinal > key.Second)));
    }

    private static int Compare(PageKey left, PageKey right) =>
        (left.First, left.Second).CompareTo((right.First, right.Second)) is var numbers and not 0 ? numbers : Text.Compare(left.Text, right.Text);

    private static ValueTask<IReadOnlyList<T>> Found<T>(IEnumerable<T> items) => ValueTask.FromResult<IReadOnlyList<T>>([.. items]);
}
