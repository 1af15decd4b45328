using System.Data.Common;
using Npgsql;
using Synapse.Runtime.Journal;
using Synapse.Storage.Commits;
using Synapse.Storage.Sql;

namespace Synapse.Storage.Postgres;

/// <summary>One schema of a PostgreSQL database: a connection that commits batches, and a pool for everything else.</summary>
internal sealed class PostgresDatabase : SqlDatabase
{
    private const string Rejected = "ERROR";

    /// <summary>Statements that each connection keeps prepared.</summary>
    private const int MaxPrepared = 64;

    /// <summary>Of one process, unless the connection string says otherwise: a server allows 100 by default, and processes share it.</summary>
    private const int MaxConnections = 20;

    private readonly NpgsqlDataSource _source;
    private readonly PostgresCommit _commit = new();
    private NpgsqlConnection? _writer;

    private PostgresDatabase(NpgsqlDataSource source) => _source = source;

    public static async Task<PostgresDatabase> OpenAsync(string connectionString, TimeProvider time, CancellationToken cancellationToken)
    {
        var builder = new NpgsqlSlimDataSourceBuilder(connectionString).EnableArrays().EnableTransportSecurity();

        // What encrypts is TLS; asking for Kerberos first would cost every connection a second one.
        builder.ConnectionStringBuilder.GssEncryptionMode = GssEncryptionMode.Disable;

        // A load takes the server longer to plan than to run, and a connection has nothing on it that would have to be reset.
        (builder.ConnectionStringBuilder.MaxAutoPrepare, builder.ConnectionStringBuilder.AutoPrepareMinUsages, builder.ConnectionStringBuilder.NoResetOnClose) = (MaxPrepared, 2, true);
        if (!connectionString.Replace(" ", "", StringComparison.Ordinal).Contains("PoolSize", StringComparison.OrdinalIgnoreCase))
        {
            builder.ConnectionStringBuilder.MaxPoolSize = MaxConnections;
        }

        var source = builder.Build();
        try
        {
            var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                await PostgresSchema.ApplyAsync(connection, "the journal", "schema_version", Migration.Of("Postgres"), time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            }

            return new PostgresDatabase(source);
        }
        catch
        {
            await source.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    protected override string BeginReading => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    public override async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellationToken)
    {
        var connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            return await read(connection).ConfigureAwait(false);
        }
    }

    public override Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> write, CancellationToken cancellationToken) => ReadAsync(
        async connection =>
        {
            var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                await connection.Command("SELECT journal_lock()").RunAsync(cancellationToken).ConfigureAwait(false);
                var result = await write(connection).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                return result;
            }
        },
        cancellationToken);

    public override async Task<IReadOnlyList<AppendStatus>> CommitAsync(CommitBatch batch)
    {
        // Until here nothing was sent: a failure to connect means that nothing was written.
        _writer ??= await _source.OpenConnectionAsync().ConfigureAwait(false);
        try
        {
            return await _commit.RunAsync(_writer, batch).ConfigureAwait(false);
        }
        catch (PostgresException e) when (e.Severity == Rejected || e.InvariantSeverity == Rejected)
        {
            throw new CommitRejectedException(e, e.SqlState == PostgresErrorCodes.UniqueViolation);
        }
        catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException or ObjectDisposedException or OperationCanceledException)
        {
            // The connection broke, or the server ended it, after the commit was sent: nobody knows how far it came.
            await DropWriterAsync().ConfigureAwait(false);
            throw new CommitOutcomeUnknownException(e);
        }
        catch (Exception e)
        {
            // The values could not be written to the wire; a half-sent statement dies with its connection.
            await DropWriterAsync().ConfigureAwait(false);
            throw new CommitRejectedException(e, false);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await DropWriterAsync().ConfigureAwait(false);
        await _source.DisposeAsync().ConfigureAwait(false);
    }

    private async Task DropWriterAsync()
    {
        if (_writer is { } writer)
        {
            _writer = null;
            await writer.DisposeAsync().ConfigureAwait(false);
        }
    }
}
