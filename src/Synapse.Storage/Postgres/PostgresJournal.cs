using Synapse.Runtime.Journal;
using Synapse.Storage.Commits;
using Synapse.Storage.Sql;

namespace Synapse.Storage.Postgres;

/// <summary>The journal on PostgreSQL 13 or newer: for production. Several processes may have it open.</summary>
public static class PostgresJournal
{
    /// <summary>Connects and brings the schema forward.</summary>
    /// <param name="connectionString">As Npgsql takes it. The tables live in the first schema of its search path, one journal per schema.</param>
    /// <param name="policy">Default: <see cref="JournalPolicy.KeepAll"/>.</param>
    /// <param name="limits">Default: <see cref="CommitLimits.Default"/>.</param>
    /// <exception cref="SchemaTooNewException">A newer program wrote it.</exception>
    public static async Task<IJournalStore> OpenAsync(
        string connectionString, TimeProvider time, JournalPolicy? policy = null, CommitLimits? limits = null, CancellationToken cancellationToken = default) =>
        new SqlJournal(await PostgresDatabase.OpenAsync(connectionString, time, cancellationToken).ConfigureAwait(false), policy ?? JournalPolicy.KeepAll, limits ?? CommitLimits.Default);
}
