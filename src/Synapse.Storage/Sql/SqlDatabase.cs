using System.Data.Common;
using Synapse.Runtime.Journal;
using Synapse.Storage.Commits;

namespace Synapse.Storage.Sql;

/// <summary>What differs between SQLite and PostgreSQL: how connections are kept and how a batch is committed.</summary>
internal abstract class SqlDatabase : IAsyncDisposable
{
    /// <summary>Runs a reading on a connection of its own.</summary>
    public abstract Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellationToken);

    /// <summary>Runs several readings that all see the database as of one commit.</summary>
    public Task<T> ReadAtOnceAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellationToken) => ReadAsync(
        async connection =>
        {
            await connection.Command(BeginReading).RunAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await read(connection).ConfigureAwait(false);
            }
            finally
            {
                await connection.Command("ROLLBACK").RunAsync(CancellationToken.None).ConfigureAwait(false);
            }
        },
        cancellationToken);

    /// <summary>Starts a transaction that stays at one commit and locks nobody out.</summary>
    protected abstract string BeginReading { get; }

    /// <summary>Runs a rare write in a transaction, while nothing else commits to the journal.</summary>
    public abstract Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> write, CancellationToken cancellationToken);

    /// <summary>Commits a batch; see <see cref="CommitLoop"/> for what it may throw.</summary>
    public abstract Task<IReadOnlyList<AppendStatus>> CommitAsync(CommitBatch batch);

    public abstract ValueTask DisposeAsync();
}
