using Microsoft.Data.Sqlite;
using Synapse.Runtime.Journal;
using Synapse.Storage.Chain;
using Synapse.Storage.Commits;

namespace Synapse.Storage.Sqlite;

/// <summary>
/// Writes batches on the one connection that writes. A transaction takes SQLite's write lock at its start, so it sees every earlier
/// commit of every process: positions have no gaps and become visible in order, and the chain of every tenant has one end.
/// </summary>
internal sealed class SqliteCommitter(SqliteConnection connection) : IDisposable
{
    private const int Busy = 5;
    private const int TooBig = 18;
    private const int Constraint = 19;
    private const int UniqueConstraint = 2067;

    private readonly SqliteStatement _begin = new(connection, "BEGIN IMMEDIATE");
    private readonly SqliteStatement _commit = new(connection, "COMMIT");
    private readonly SqliteStatement _rollback = new(connection, "ROLLBACK");
    private readonly SqliteStatement _position = new(connection, "SELECT max(position) FROM events");
    private readonly SqliteStatement _hash = new(connection, "SELECT hash FROM chains WHERE tenant = @1", 1);
    private readonly SqliteStatement _chain = new(
        connection, "INSERT INTO chains (tenant, position, hash) VALUES (@1, @2, @3) ON CONFLICT (tenant) DO UPDATE SET position = excluded.position, hash = excluded.hash", 3);

    private readonly SqliteStatement _stream = new(connection, "SELECT key, version FROM streams WHERE tenant = @1 AND kind = @2 AND id = @3", 3);
    private readonly SqliteStatement _newStream = new(connection, "INSERT INTO streams (tenant, kind, id, version, reacted) VALUES (@1, @2, @3, @4, 0)", 4);
    private readonly SqliteStatement _newKey = new(connection, "SELECT last_insert_rowid()");
    private readonly SqliteStatement _version = new(connection, "UPDATE streams SET version = @1 WHERE key = @2", 2);
    private readonly SqliteStatement _event = new(
        connection, "INSERT INTO events (position, stream, version, tenant, type, data, at_ticks, actor, command_id, hash) VALUES (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10)", 10);

    private readonly SqliteStatement _snapshot = new(
        connection,
        """
        INSERT INTO snapshots (stream, version, schema, state) VALUES (@1, @2, @3, @4)
        ON CONFLICT (stream) DO UPDATE SET version = excluded.version, schema = excluded.schema, state = excluded.state WHERE snapshots.version <= excluded.version
        """,
        4);

    private readonly SqliteStatement _isDue = new(connection, "SELECT 1 FROM timers WHERE stream = @1 AND name = @2 AND due_ticks = @3", 3);
    private readonly SqliteStatement _setTimer = new(
        connection, "INSERT INTO timers (stream, name, due_ticks) VALUES (@1, @2, @3) ON CONFLICT (stream, name) DO UPDATE SET due_ticks = excluded.due_ticks", 3);

    private readonly SqliteStatement _cancelTimer = new(connection, "DELETE FROM timers WHERE stream = @1 AND name = @2", 2);
    private readonly SqliteStatement _removeTimer = new(
        connection, "DELETE FROM timers WHERE stream = (SELECT key FROM streams WHERE tenant = @1 AND kind = @2 AND id = @3) AND name = @4 AND due_ticks = @5", 5);

    private readonly SqliteStatement _hasBody = new(connection, "SELECT key FROM bodies WHERE tenant = @1 AND hash = @2", 2);
    private readonly SqliteStatement _hold = new(connection, "INSERT INTO holds (body, stream) VALUES (@1, @2) ON CONFLICT DO NOTHING", 2);
    private readonly SqliteStatement _release = new(connection, "DELETE FROM holds WHERE body = @1 AND stream = @2", 2);
    private readonly SqliteStatement _mark = new(
        connection, "UPDATE streams SET reacted = min(@4, version) WHERE tenant = @1 AND kind = @2 AND id = @3 AND reacted < @4", 4);

    private readonly SqliteRows _rows = new(connection);
    private bool _isFull;

    public IReadOnlyList<AppendStatus> Commit(CommitBatch batch) => InTransaction(batch.MustBeDurable, () => Write(batch));

    /// <summary>Runs a rare write.</summary>
    public async Task<T> InTransactionAsync<T>(Func<SqliteConnection, Task<T>> write)
    {
        Begin(true);
        T result;
        try
        {
            result = await write(connection).ConfigureAwait(false);
        }
        catch
        {
            Rollback();
            throw;
        }

        Commit();
        return result;
    }

    public void Dispose()
    {
        foreach (var statement in (SqliteStatement[])
            [
                _begin, _commit, _rollback, _position, _hash, _chain, _stream, _newStream, _newKey, _version, _event, _snapshot, _isDue, _setTimer,
                _cancelTimer, _removeTimer, _hasBody, _hold, _release, _mark,
            ])
        {
            statement.Dispose();
        }

        _rows.Dispose();
    }

    private T InTransaction<T>(bool mustBeDurable, Func<T> write)
    {
        Begin(mustBeDurable);
        T result;
        try
        {
            result = write();
        }
        catch (Exception e)
        {
            Rollback();
            throw e is SqliteException { SqliteErrorCode: TooBig or Constraint } refused ? new CommitRejectedException(e, refused.SqliteExtendedErrorCode == UniqueConstraint) : e;
        }

        Commit();
        return result;
    }

    /// <summary>A commit that need not be durable skips waiting for the disk; the next durable one waits for both.</summary>
    private void Begin(bool mustBeDurable)
    {
        if (mustBeDurable != _isFull)
        {
            // Compiled anew each time: SQLite changes the setting when it compiles this statement, not when it runs it.
            using var setting = new SqliteStatement(connection, mustBeDurable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
            setting.Run();
            _isFull = mustBeDurable;
        }

        _begin.Run();
    }

    private void Commit()
    {
        try
        {
            _commit.Run();
        }
        catch (SqliteException e)
        {
            Rollback();

            // A failed write or sync may have left the commit in the log, where the next opening of the database finds it.
            throw e.SqliteErrorCode == Busy ? e : new CommitOutcomeUnknownException(e);
        }
    }

    private void Rollback()
    {
        try
        {
            _rollback.Run();
        }
        catch (SqliteException)
        {
            // SQLite has rolled back itself, as it does when the disk is full or broken.
        }
    }

    private List<AppendStatus> Write(CommitBatch batch)
    {
        var answers = new List<AppendStatus>(batch.Appends.Count);
        var position = batch.Appends.Count == 0 ? 0 : _position.Number() ?? 0;
        var (tenant, hash, end) = ("", Array.Empty<byte>(), 0L);
        foreach (var append in batch.Appends)
        {
            var (answer, key) = Check(append.Content);
            answers.Add(answer);
            if (answer == AppendStatus.Appended)
            {
                if (tenant != append.Content.Stream.Tenant)
                {
                    EndChain(tenant, end, hash);
                    (tenant, end) = (append.Content.Stream.Tenant, 0);
                    hash = _hash.Bytes(tenant) ?? EventHash.Start.ToArray();
                }

                hash = WriteEvents(append, ref key, ref position, hash);
                end = append.Content.Events.Count > 0 ? position : end;
                WriteRest(append.Content, key);
            }
        }

        EndChain(tenant, end, hash);
        foreach (var mark in batch.Marks)
        {
            _mark.Run(mark.Stream.Tenant, mark.Stream.Kind, mark.Stream.Id, mark.Version);
        }

        foreach (var (stream, name, due) in batch.Removals.Select(r => r.Timer))
        {
            _removeTimer.Run(stream.Tenant, stream.Kind, stream.Id, name, due.UtcTicks);
        }

        return answers;
    }

    private (AppendStatus Answer, long Key) Check(StreamAppend append)
    {
        var (key, version) = _stream.Pair(append.Stream.Tenant, append.Stream.Kind, append.Stream.Id) ?? (0, 0);
        if (version != append.ExpectedVersion || append.Fired.Any(t => _isDue.Number(key, t.Name, t.DueAt.UtcTicks) is null))
        {
            return (AppendStatus.Conflict, key);
        }

        return (append.Holds.Any(h => _hasBody.Number(append.Stream.Tenant, h.Hex) is null) ? AppendStatus.MissingBody : AppendStatus.Appended, key);
    }

    private byte[] WriteEvents(CommitItem.Append append, ref long key, ref long position, byte[] hash)
    {
        var (stream, expected, events) = append.Content;
        if (key == 0)
        {
            _newStream.Run(stream.Tenant, stream.Kind, stream.Id, events.Count);
            key = _newKey.Number()!.Value;
        }
        else if (events.Count > 0)
        {
            _version.Run(expected + events.Count, key);
        }

        for (var i = 0; i < events.Count; i++)
        {
            position++;
            hash = EventHash.Next(hash, position, append.Leaves[i]);
            var e = events[i];
            _event.Run(position, key, expected + i + 1, stream.Tenant, e.Type, e.Data, e.At.UtcTicks, e.Actor, e.CommandId, hash);
        }

        return hash;
    }

    private void EndChain(string tenant, long position, byte[] hash)
    {
        if (position > 0)
        {
            _chain.Run(tenant, position, hash);
        }
    }

    private void WriteRest(StreamAppend append, long key)
    {
        if (append.Snapshot is { } snapshot)
        {
            _snapshot.Run(key, snapshot.Version, snapshot.Schema, snapshot.State);
        }

        foreach (var timer in append.Fired)
        {
            _cancelTimer.Run(key, timer.Name);
        }

        foreach (var timer in append.Timers)
        {
            if (timer.DueAt is { } due)
            {
                _setTimer.Run(key, timer.Name, due.UtcTicks);
            }
            else
            {
                _cancelTimer.Run(key, timer.Name);
            }
        }

        foreach (var body in append.Holds)
        {
            _hold.Run(_hasBody.Number(append.Stream.Tenant, body.Hex)!.Value, key);
        }

        foreach (var body in append.Releases)
        {
            _release.Run(_hasBody.Number(append.Stream.Tenant, body.Hex) ?? 0, key);
        }

        _rows.Write(append, key);
    }
}
