using System.Data.Common;
using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Reviews;
using Synapse.Storage.Commits;

namespace Synapse.Storage.Sql;

/// <summary>The journal on a database that speaks SQL: the readings in the SQL that both SQLite and PostgreSQL understand, and group commit.</summary>
internal sealed class SqlJournal : IJournalStore
{
    private readonly SqlDatabase _database;
    private readonly JournalPolicy _policy;
    private readonly CommitLimits _limits;
    private readonly CommitLoop _commits;

    public SqlJournal(SqlDatabase database, JournalPolicy policy, CommitLimits limits)
    {
        (_database, _policy, _limits) = (database, policy, limits);
        _commits = new CommitLoop(limits, database.CommitAsync);
        Bodies = new SqlBodies(database);
        Audit = new SqlAudit(database, policy);
        Views = new SqlViews(database);
        Positions = new SqlPositions(database);
        Reviews = new SqlReviews(database, Views);
    }

    public IBodyStore Bodies { get; }

    public IAuditTrail Audit { get; }

    public IViewStore Views { get; }

    public IReaderPositions Positions { get; }

    public IReviewQueries Reviews { get; }

    public ValueTask<AppendStatus> AppendAsync(StreamAppend append, CancellationToken cancellationToken) =>
        _commits.CommitAsync(CommitItem.Append.Of(append, _limits), cancellationToken);

    public async ValueTask MarkReactedAsync(AggregateId stream, long version, CancellationToken cancellationToken) =>
        await _commits.CommitAsync(new CommitItem.Mark(stream, version), cancellationToken).ConfigureAwait(false);

    public async ValueTask RemoveTimerAsync(StreamTimer timer, CancellationToken cancellationToken) =>
        await _commits.CommitAsync(new CommitItem.RemoveTimer(timer), cancellationToken).ConfigureAwait(false);

    public ValueTask<StreamSlice> LoadAsync(AggregateId stream, CancellationToken cancellationToken) => SliceAsync(
        stream,
        $"""
        SELECT s.version, s.reacted, e.version, {SqlRows.Event}, p.version, p.schema, CASE WHEN row_number() OVER (ORDER BY e.version) = 1 THEN p.state END
        FROM streams s LEFT JOIN snapshots p ON p.stream = s.key
        LEFT JOIN events e ON e.stream = s.key AND e.version > coalesce(p.version, 0) AND e.data IS NOT NULL
        WHERE s.tenant = @tenant AND s.kind = @kind AND s.id = @id ORDER BY e.version
        """,
        0,
        true,
        cancellationToken);

    public ValueTask<StreamSlice> ReadAsync(AggregateId stream, long afterVersion, CancellationToken cancellationToken) => SliceAsync(
        stream,
        $"""
        SELECT s.version, s.reacted, e.version, {SqlRows.Event}
        FROM streams s LEFT JOIN events e ON e.stream = s.key AND e.version > @after AND e.data IS NOT NULL
        WHERE s.tenant = @tenant AND s.kind = @kind AND s.id = @id ORDER BY e.version
        """,
        afterVersion,
        false,
        cancellationToken);

    public async ValueTask<IReadOnlyList<AggregateId>> ReadBehindAsync(AggregateId? after, int limit, CancellationToken cancellationToken)
    {
        CheckPage(limit);
        return await _database.ReadAsync(
            c => c.Command(
                $"SELECT {SqlRows.Id} FROM streams s WHERE s.reacted < s.version AND (s.tenant, s.kind, s.id) > (@tenant, @kind, @id) ORDER BY {SqlRows.Id} LIMIT @limit",
                ("tenant", after?.Tenant ?? ""), ("kind", after?.Kind ?? ""), ("id", after?.Id ?? ""), ("limit", (long)limit))
                .ListAsync(r => SqlRows.IdAt(r, 0), cancellationToken),
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<AggregateId>> ReadStreamsAsync(
        string kind, string? tenant, string idPrefix, AggregateId? after, int limit, CancellationToken cancellationToken)
    {
        CheckPage(limit);

        // Of the characters of an id none comes after '~', so the prefix is a range of the index.
        var where = new SqlWhere().And("s.tenant = @tenant", ("tenant", tenant)).And("s.kind = @kind", ("kind", kind))
            .And("s.id >= @first AND s.id < @last", ("first", idPrefix), ("last", idPrefix + "~"))
            .And("(s.tenant, s.id) > (@after_tenant, @after_id)", ("after_tenant", after?.Tenant), ("after_id", after?.Id))
            .With("limit", (long)limit);
        return await _database.ReadAsync(
            c => c.Command($"SELECT {SqlRows.Id} FROM streams s WHERE {where.Text} ORDER BY {SqlRows.Id} LIMIT @limit", where.Parameters)
                .ListAsync(r => SqlRows.IdAt(r, 0), cancellationToken),
            cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<IReadOnlyList<JournalEvent>> ReadAllAsync(long afterPosition, int limit, CancellationToken cancellationToken) =>
        EventsAsync("", "e.position", limit, cancellationToken, ("after", afterPosition));

    /// <summary>In the order of versions, which is that of positions and of the index that finds them.</summary>
    public ValueTask<IReadOnlyList<JournalEvent>> ReadAllAsync(AggregateId stream, long afterPosition, int limit, CancellationToken cancellationToken) => EventsAsync(
        "s.tenant = @tenant AND s.kind = @kind AND s.id = @id AND ", "e.version", limit, cancellationToken,
        ("tenant", stream.Tenant), ("kind", stream.Kind), ("id", stream.Id), ("after", afterPosition));

    public async ValueTask<IReadOnlyList<StreamTimer>> ReadDueTimersAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        CheckPage(limit);
        return await _database.ReadAsync(
            c => c.Command(
                $"""
                SELECT {SqlRows.Id}, t.name, t.due_ticks FROM timers t JOIN streams s ON s.key = t.stream
                WHERE t.due_ticks <= @now ORDER BY t.due_ticks, {SqlRows.Id}, t.name LIMIT @limit
                """,
                ("now", now.UtcTicks), ("limit", (long)limit))
                .ListAsync(r => new StreamTimer(SqlRows.IdAt(r, 0), r.GetString(3), r.Instant(4)), cancellationToken),
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<StreamTimer>> ReadTimersAsync(AggregateId stream, CancellationToken cancellationToken) =>
        await _database.ReadAsync(
            c => c.Command(
                $"SELECT t.name, t.due_ticks FROM timers t JOIN streams s ON s.key = t.stream WHERE s.tenant = @tenant AND s.kind = @kind AND s.id = @id ORDER BY t.due_ticks, t.name",
                ("tenant", stream.Tenant), ("kind", stream.Kind), ("id", stream.Id))
                .ListAsync(r => new StreamTimer(stream, r.GetString(0), r.Instant(1)), cancellationToken),
            cancellationToken).ConfigureAwait(false);

    public async ValueTask RecordDeadLetterAsync(DeadLetter letter, CancellationToken cancellationToken) =>
        await _database.WriteAsync(c => SqlDeadLetters.RecordAsync(c, letter, cancellationToken), cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<DeadLetter>> ReadDeadLettersAsync(string? tenant, DeadLetter? after, int limit, CancellationToken cancellationToken)
    {
        CheckPage(limit);
        return await _database.ReadAsync(c => SqlDeadLetters.ReadAsync(c, tenant, after, limit, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<bool> ResolveDeadLetterAsync(AggregateId stream, long version, int index, CancellationToken cancellationToken) =>
        await _database.WriteAsync(c => SqlDeadLetters.ResolveAsync(c, stream, version, index, cancellationToken), cancellationToken).ConfigureAwait(false) > 0;

    public async ValueTask<CompactStatus> CompactAsync(AggregateId stream, CancellationToken cancellationToken) => _policy.IsAudited(stream.Kind)
        ? CompactStatus.Audited
        : await _database.WriteAsync(c => SqlCompaction.CompactAsync(c, stream, cancellationToken), cancellationToken).ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        await _commits.DisposeAsync().ConfigureAwait(false);
        await _database.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask<IReadOnlyList<JournalEvent>> EventsAsync(
        string where, string order, int limit, CancellationToken cancellationToken, params (string Name, object Value)[] parameters)
    {
        CheckPage(limit);
        return await _database.ReadAsync(
            c => c.Command(
                $"""
                SELECT e.position, {SqlRows.Id}, e.version, {SqlRows.Event} FROM events e JOIN streams s ON s.key = e.stream
                WHERE {where}e.position > @after AND e.data IS NOT NULL ORDER BY {order} LIMIT @limit
                """,
                [.. parameters, ("limit", (long)limit)])
                .ListAsync(SqlRows.JournalEvent, cancellationToken),
            cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<StreamSlice> SliceAsync(AggregateId stream, string text, long after, bool hasSnapshot, CancellationToken cancellationToken)
    {
        var (version, reacted) = (0L, 0L);
        SnapshotData? snapshot = null;
        RecordedEvent? Map(DbDataReader row)
        {
            (version, reacted) = (row.GetInt64(0), row.GetInt64(1));
            if (hasSnapshot && !row.IsDBNull(10))
            {
                snapshot = new SnapshotData(row.GetInt64(8), row.GetString(9), row.Bytes(10));
            }

            return row.IsDBNull(2) ? null : new RecordedEvent(row.GetInt64(2), SqlRows.EventAt(row, 3));
        }

        var events = await _database.ReadAsync(
            c => c.Command(text, ("tenant", stream.Tenant), ("kind", stream.Kind), ("id", stream.Id), ("after", after)).ListAsync(Map, cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return new StreamSlice(snapshot, [.. events.OfType<RecordedEvent>()], version, reacted);
    }

    public static void CheckPage(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, IJournal.MaxPage);
    }
}
