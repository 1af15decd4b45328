using System.Data.Common;
using Microsoft.Data.Sqlite;
using Synapse.Runtime.Journal;
using Synapse.Storage.Commits;
using Synapse.Storage.Sql;

namespace Synapse.Storage.Sqlite;

/// <summary>One SQLite file: one connection that writes, several that read.</summary>
internal sealed class SqliteDatabase : SqlDatabase
{
    private const int MaxReaders = 4;
    private const int BusyMilliseconds = 30_000;

    /// <summary>KiB of pages that the writer keeps: a commit touches the inner pages of all indexes, more than the default 2 MiB hold.</summary>
    private const int WriterCacheKiB = 64 << 10;

    /// <summary>Pages of log (32 MiB) that are written back at once: the same pages come again in nearly every commit.</summary>
    private const int CheckpointPages = 8_192;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommitter _committer;
    private readonly SqliteReaders _readers;
    private readonly SemaphoreSlim _writer = new(1);

    private SqliteDatabase(string file, SqliteConnection connection)
    {
        _connection = connection;
        _committer = new SqliteCommitter(connection);
        _readers = new SqliteReaders(() => Open(file), MaxReaders);
    }

    public static async Task<SqliteDatabase> OpenAsync(string file, TimeProvider time, CancellationToken cancellationToken)
    {
        SqliteLibrary.Load();
        var connection = Open(file);
        try
        {
            await CheckOwnAsync(connection, cancellationToken).ConfigureAwait(false);
            await connection.Command($"PRAGMA journal_mode = WAL; PRAGMA cache_size = -{WriterCacheKiB}; PRAGMA wal_autocheckpoint = {CheckpointPages}")
                .RunAsync(cancellationToken).ConfigureAwait(false);
            await SchemaUpgrade.ApplyAsync(
                connection,
                "the journal",
                "schema_version",
                Migration.Of("Sqlite"),
                "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_version'",
                apply => ExclusivelyAsync(connection, apply, cancellationToken),
                time.GetUtcNow(),
                cancellationToken).ConfigureAwait(false);
            return new SqliteDatabase(file, connection);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    protected override string BeginReading => "BEGIN DEFERRED";

    public override async ValueTask DisposeAsync()
    {
        _readers.Dispose();
        _committer.Dispose();
        await _connection.DisposeAsync().ConfigureAwait(false);
    }

    public override Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellationToken) => _readers.UseAsync(read, cancellationToken);

    public override async Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> write, CancellationToken cancellationToken)
    {
        await _writer.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await _committer.InTransactionAsync(write).ConfigureAwait(false);
        }
        finally
        {
            _writer.Release();
        }
    }

    public override async Task<IReadOnlyList<AppendStatus>> CommitAsync(CommitBatch batch)
    {
        await _writer.WaitAsync().ConfigureAwait(false);
        try
        {
            return _committer.Commit(batch);
        }
        finally
        {
            _writer.Release();
        }
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        using var timeout = connection.CreateCommand();
        timeout.CommandText = $"PRAGMA busy_timeout = {BusyMilliseconds}; PRAGMA synchronous = NORMAL";
        timeout.ExecuteNonQuery();
        return connection;
    }

    /// <summary>Before anything is written: someone may have named the wrong file.</summary>
    private static async Task CheckOwnAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        var tables = await connection.Command("SELECT count(*), coalesce(sum(name = 'schema_version'), 0) FROM sqlite_master WHERE type = 'table'")
            .ListAsync(r => (All: r.GetInt64(0), Own: r.GetInt64(1)), cancellationToken).ConfigureAwait(false);
        if (tables[0] is { All: > 0, Own: 0 })
        {
            throw new ForeignDatabaseException();
        }
    }

    private static async Task ExclusivelyAsync(SqliteConnection connection, Func<Task> apply, CancellationToken cancellationToken)
    {
        await connection.Command("PRAGMA synchronous = FULL").RunAsync(cancellationToken).ConfigureAwait(false);
        await connection.Command("BEGIN EXCLUSIVE").RunAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await apply().ConfigureAwait(false);
            await connection.Command("COMMIT").RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await connection.Command("ROLLBACK").RunAsync(CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        await connection.Command("PRAGMA synchronous = NORMAL").RunAsync(cancellationToken).ConfigureAwait(false);
    }
}
