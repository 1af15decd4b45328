using System.Data.Common;

namespace Synapse.Storage.Sql;

/// <summary>Brings a database forward to what the program knows, one numbered file after the other; never back.</summary>
internal static class SchemaUpgrade
{
    /// <param name="owner">Whose tables they are, for a message.</param>
    /// <param name="table">Where it is recorded which files have been applied.</param>
    /// <param name="hasTable">A query that gives 1 when that table exists, else 0.</param>
    /// <param name="locked">Runs the upgrade in one transaction that no other process can be in at the same time.</param>
    public static async Task ApplyAsync(
        DbConnection connection, string owner, string table, IReadOnlyList<Migration> migrations, string hasTable, Func<Func<Task>, Task> locked, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await VersionAsync(connection, owner, table, migrations, hasTable, cancellationToken).ConfigureAwait(false) == migrations[^1].Number)
        {
            return;
        }

        await locked(async () =>
        {
            var version = await VersionAsync(connection, owner, table, migrations, hasTable, cancellationToken).ConfigureAwait(false);
            if (version == 0)
            {
                await connection.Command($"CREATE TABLE IF NOT EXISTS {table} (version bigint PRIMARY KEY, name text NOT NULL, applied_ticks bigint NOT NULL)")
                    .RunAsync(cancellationToken).ConfigureAwait(false);
            }

            foreach (var migration in migrations.Where(m => m.Number > version))
            {
                await connection.Command(migration.Text).RunAsync(cancellationToken).ConfigureAwait(false);
                await connection.Command(
                    $"INSERT INTO {table} (version, name, applied_ticks) VALUES (@version, @name, @at)",
                    ("version", migration.Number), ("name", migration.Name), ("at", now.UtcTicks)).RunAsync(cancellationToken).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
    }

    private static async Task<long> VersionAsync(DbConnection connection, string owner, string table, IReadOnlyList<Migration> migrations, string hasTable, CancellationToken cancellationToken)
    {
        var exists = await connection.Command(hasTable).ListAsync(r => r.GetInt64(0), cancellationToken).ConfigureAwait(false);
        if (exists[0] == 0)
        {
            return 0;
        }

        var found = await connection.Command($"SELECT coalesce(max(version), 0) FROM {table}").ListAsync(r => r.GetInt64(0), cancellationToken).ConfigureAwait(false);
        return found[0] <= migrations[^1].Number ? found[0] : throw new SchemaTooNewException(owner, found[0], migrations[^1].Number);
    }
}
