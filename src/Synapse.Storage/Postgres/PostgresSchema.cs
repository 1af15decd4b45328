using Npgsql;
using Synapse.Storage.Sql;

namespace Synapse.Storage.Postgres;

/// <summary>Numbered files on a schema of a PostgreSQL database.</summary>
internal static class PostgresSchema
{
    /// <param name="owner">Whose tables they are, for a message.</param>
    /// <param name="table">Where it is recorded which of them have been applied.</param>
    public static Task ApplyAsync(NpgsqlConnection connection, string owner, string table, IReadOnlyList<Migration> migrations, DateTimeOffset now, CancellationToken cancellationToken) =>
        SchemaUpgrade.ApplyAsync(
            connection,
            owner,
            table,
            migrations,
            $"SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = '{table}'",
            apply => LockedAsync(connection, apply, cancellationToken),
            now,
            cancellationToken);

    private static async Task LockedAsync(NpgsqlConnection connection, Func<Task> apply, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await connection.Command("SELECT pg_advisory_xact_lock(hashtextextended('synapse.schema/' || current_schema(), 0))").RunAsync(cancellationToken).ConfigureAwait(false);
            await apply().ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
