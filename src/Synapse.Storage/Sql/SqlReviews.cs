using System.Data.Common;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Reviews;
using Synapse.Storage.Reviews;
using Synapse.Storage.Views;

namespace Synapse.Storage.Sql;

/// <summary>Questions in the SQL that both databases understand. A page starts at a place in an index, however far down it is.</summary>
internal sealed class SqlReviews(SqlDatabase database, IViewStore views) : ReviewQueries(views)
{
    public override async ValueTask<IReadOnlyList<AggregateId>> ReadRunningAsync(AggregateId? after, int limit, CancellationToken cancellationToken)
    {
        SqlJournal.CheckPage(limit);
        return await database.ReadAsync(
            c => c.Command(
                $"SELECT tenant, id FROM reviews WHERE standing = {(int)ReviewStanding.Running} AND (tenant, id) > (@tenant, @id) ORDER BY tenant, id LIMIT @limit",
                ("tenant", after?.Tenant ?? ""), ("id", after?.Id ?? ""), ("limit", (long)limit))
                .ListAsync(r => new AggregateId(r.GetString(0), ReviewAggregate.Kind, r.GetString(1)), cancellationToken),
            cancellationToken).ConfigureAwait(false);
    }

    protected override ValueTask<IReadOnlyList<ReviewRow>> ReviewsAsync(
        string tenant, ReviewFilter filter, ReviewOrder order, PageKey? after, int limit, CancellationToken cancellationToken)
    {
        var column = order switch
        {
            ReviewOrder.Severity => "severity",
            ReviewOrder.Duration => "duration_ms",
            ReviewOrder.Cost => "cost",
            _ => null,
        };
        var where = new SqlWhere().And("tenant = @tenant", ("tenant", tenant))
            .And("standing = @standing", ("standing", (long?)filter.Standing))
            .And("severity >= @severity", ("severity", (long?)filter.MinSeverity))
            .And("folded_title LIKE @text ESCAPE '\\'", ("text", filter.Text is { } text ? $"%{Escaped(ViewTables.Folded(text))}%" : null))
            .And("author = @author", ("author", filter.Author))
            .And("content_digest = @digest", ("digest", filter.ContentDigest))
            .StartsWith("base_revision", "base", filter.BaseRevision)
            .StartsWith("head_revision", "head", filter.HeadRevision)
            .And("requested_ticks >= @since", ("since", filter.Since?.UtcTicks))
            .And("requested_ticks < @until", ("until", filter.Until?.UtcTicks));
        _ = column is null
            ? where.And("(requested_ticks, id) < (@second, @id)", ("second", after?.Second), ("id", after?.Text))
            : where.And($"({column}, requested_ticks, id) < (@first, @second, @id)", ("first", after?.First), ("second", after?.Second), ("id", after?.Text));
        return ListAsync(ViewTables.Reviews, where, $"{(column is null ? "" : column + " DESC, ")}requested_ticks DESC, id DESC", limit, r => (ReviewRow)ViewTables.Reviews.Read(r), cancellationToken);
    }

    protected override ValueTask<IReadOnlyList<FindingRow>> FindingsAsync(string tenant, FindingFilter filter, PageKey? after, int limit, CancellationToken cancellationToken)
    {
        // The first half of the last condition is what the index is entered with.
        var where = new SqlWhere().And("tenant = @tenant", ("tenant", tenant))
            .And("rule = @rule", ("rule", filter.RuleId))
            .And("category = @category", ("category", (long?)filter.Category))
            .And("severity >= @severity", ("severity", (long?)filter.MinSeverity))
            .StartsWith("path", "path", filter.PathPrefix)
            .And("fingerprint = @fingerprint", ("fingerprint", filter.Fingerprint))
            .And("suppression = @none", ("none", filter.WithSuppressed ? null : ""))
            .And(
                "requested_ticks <= @at AND ((requested_ticks, review) < (@at, @review) OR (requested_ticks = @at AND review = @review AND ordinal > @ordinal))",
                ("at", after?.First), ("review", after?.Text), ("ordinal", after?.Second));
        return ListAsync(ViewTables.Findings, where, "requested_ticks DESC, review DESC, ordinal", limit, r => (FindingRow)ViewTables.Findings.Read(r), cancellationToken);
    }

    protected override async ValueTask<IReadOnlyList<CostTotal>> CostsAsync(string tenant, CostFilter filter, PageKey? after, int limit, CancellationToken cancellationToken)
    {
        var where = new SqlWhere().And("tenant = @tenant", ("tenant", tenant))
            .And("specialist = @specialist", ("specialist", filter.Specialist))
            .And("ended_ticks >= @from", ("from", filter.From?.DayNumber * TimeSpan.TicksPerDay))
            .And("ended_ticks < @to", ("to", (filter.To?.DayNumber + 1L) * TimeSpan.TicksPerDay))
            .And("ended_ticks < @before", ("before", (after?.First + 1L) * TimeSpan.TicksPerDay))
            .And("(ended_ticks < @day OR specialist > @last)", ("day", after?.First * TimeSpan.TicksPerDay), ("last", after?.Text))
            .With("limit", (long)limit);
        return await database.ReadAsync(
            c => c.Command(
                $"""
                SELECT ended_ticks / {TimeSpan.TicksPerDay}, specialist, count(*), CAST(sum(findings) AS bigint), CAST(sum(duration_ms) AS bigint), CAST(sum(cost) AS bigint)
                FROM review_specialists WHERE {where.Text} GROUP BY 1, 2 ORDER BY 1 DESC, 2 LIMIT @limit
                """,
                where.Parameters)
                .ListAsync(r => new CostTotal(DateOnly.FromDayNumber(r.Whole(0)), r.GetString(1), r.GetInt64(2), r.GetInt64(3), r.GetInt64(4), r.GetInt64(5)), cancellationToken),
            cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<IReadOnlyList<T>> ListAsync<T>(ViewTable table, SqlWhere where, string order, int limit, Func<DbDataReader, T> read, CancellationToken cancellationToken) => await database.ReadAsync(
        c => c.Command($"SELECT {table.List} FROM {table.Name} WHERE {where.Text} ORDER BY {order} LIMIT @limit", where.With("limit", (long)limit).Parameters)
            .ListAsync(read, cancellationToken),
        cancellationToken).ConfigureAwait(false);

    private static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
