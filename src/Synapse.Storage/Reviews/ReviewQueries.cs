using System.Globalization;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Reviews;

namespace Synapse.Storage.Reviews;

/// <summary>What every store does alike about questions: limits, cursors and pages. A store gives the items after a place, in order.</summary>
internal abstract class ReviewQueries(IViewStore views) : IReviewQueries
{
    public ValueTask<Answer<Page<ReviewRow>>> ListAsync(string tenant, ReviewFilter filter, ReviewOrder order, PageRequest page, CancellationToken cancellationToken) => PageAsync(
        $"reviews {tenant} {order} {filter.Standing} {filter.MinSeverity} {Ticks(filter.Since)} {Ticks(filter.Until)}",
        [filter.Text, filter.Author, filter.ContentDigest, filter.BaseRevision, filter.HeadRevision],
        page,
        (after, limit) => ReviewsAsync(tenant, filter, order, after, limit, cancellationToken),
        row => KeyOf(row, order));

    public async ValueTask<ReviewView?> FindAsync(string tenant, string id, CancellationToken cancellationToken) =>
        ReviewView.From(await views.ReadAsync(new AggregateId(tenant, ReviewAggregate.Kind, id), cancellationToken).ConfigureAwait(false));

    public ValueTask<Answer<Page<FindingRow>>> FindingsAsync(string tenant, FindingFilter filter, PageRequest page, CancellationToken cancellationToken) => PageAsync(
        $"findings {tenant} {filter.Category} {filter.MinSeverity} {filter.WithSuppressed}",
        [filter.RuleId, filter.PathPrefix, filter.Fingerprint],
        page,
        (after, limit) => FindingsAsync(tenant, filter, after, limit, cancellationToken),
        row => new PageKey(row.RequestedAt.UtcTicks, row.Ordinal, row.Review.Id));

    public ValueTask<Answer<Page<CostTotal>>> CostsAsync(string tenant, CostFilter filter, PageRequest page, CancellationToken cancellationToken) => PageAsync(
        $"costs {tenant} {filter.From?.DayNumber} {filter.To?.DayNumber}",
        [filter.Specialist],
        page,
        (after, limit) => CostsAsync(tenant, filter, after, limit, cancellationToken),
        total => new PageKey(total.Day.DayNumber, 0, total.Specialist));

    public abstract ValueTask<IReadOnlyList<AggregateId>> ReadRunningAsync(AggregateId? after, int limit, CancellationToken cancellationToken);

    protected abstract ValueTask<IReadOnlyList<ReviewRow>> ReviewsAsync(string tenant, ReviewFilter filter, ReviewOrder order, PageKey? after, int limit, CancellationToken cancellationToken);

    protected abstract ValueTask<IReadOnlyList<FindingRow>> FindingsAsync(string tenant, FindingFilter filter, PageKey? after, int limit, CancellationToken cancellationToken);

    protected abstract ValueTask<IReadOnlyList<CostTotal>> CostsAsync(string tenant, CostFilter filter, PageKey? after, int limit, CancellationToken cancellationToken);

    /// <summary>First what the reviews are ordered by, then the request, then the id; all descending.</summary>
    protected static PageKey KeyOf(ReviewRow row, ReviewOrder order) => new(
        order switch
        {
            ReviewOrder.Severity => (long)row.Severity,
            ReviewOrder.Duration => row.DurationMilliseconds,
            ReviewOrder.Cost => row.CostMicroCredits,
            _ => row.RequestedAt.UtcTicks,
        },
        row.RequestedAt.UtcTicks,
        row.Id.Id);

    private static async ValueTask<Answer<Page<T>>> PageAsync<T>(
        string question, string?[] texts, PageRequest page, Func<PageKey?, int, ValueTask<IReadOnlyList<T>>> read, Func<T, PageKey> keyOf)
    {
        if (page.Limit is < 1 or > PageRequest.MaxLimit)
        {
            return Refuse<T>($"a page has 1 to {PageRequest.MaxLimit} items, and {page.Limit} were asked for");
        }

        if (texts.Any(t => t is not null && (t.Length > ReviewFilter.MaxText || ViewRow.Plain(t) != t)))
        {
            return Refuse<T>($"a text to look for has at most {ReviewFilter.MaxText} characters, none of them NUL or half of one");
        }

        // Lengths stand before the texts, so that no two questions share a form.
        var asked = question + string.Concat(texts.Select(t => t is null ? " -" : $" {t.Length}:{t}"));
        PageKey? after = null;
        if (page.After is { } cursor && !Cursor.TryRead(cursor, asked, out after))
        {
            return Refuse<T>("the cursor is damaged or belongs to another question; ask again without it");
        }

        // One more than asked for tells whether there is a next page.
        var items = await read(after, page.Limit + 1).ConfigureAwait(false);
        return new Answer<Page<T>>(
            items.Count > page.Limit
                ? new Page<T>([.. items.Take(page.Limit)], Cursor.Write(asked, keyOf(items[page.Limit - 1])))
                : new Page<T>(items, null),
            null);
    }

    private static Answer<Page<T>> Refuse<T>(string message) => new(null, new Refusal(RefusalCode.Invalid, message));

    private static string Ticks(DateTimeOffset? at) => at?.UtcTicks.ToString(CultureInfo.InvariantCulture) ?? "-";
}
