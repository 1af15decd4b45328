using System.Reflection;
using Npgsql;
using Synapse.Storage.Postgres;
using Synapse.Storage.Sql;

namespace Synapse.Cluster.Postgres;

/// <summary>
/// The tables and statements in PostgreSQL that Orleans' own providers for membership, grain storage and reminders work on, all of the
/// invariant <c>Npgsql</c>. They stand in the first schema of the connection's search path, where the journal may stand as well.
/// </summary>
public static class OrleansSchema
{
    private const string Folder = "Orleans";

    /// <summary>Brings the tables to what this program knows. Many may do so at once, and again; call it before a silo or a client is started.</summary>
    /// <exception cref="SchemaTooNewException">A newer program was here.</exception>
    public static async Task ApplyAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await PostgresSchema.ApplyAsync(
            connection, "the cluster", "orleans_schema_version", Migration.Of(Folder, Assembly.GetExecutingAssembly()), TimeProvider.System.GetUtcNow(), cancellationToken);
    }
}
