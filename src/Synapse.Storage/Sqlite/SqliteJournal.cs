using Synapse.Runtime.Journal;
using Synapse.Storage.Commits;
using Synapse.Storage.Sql;

namespace Synapse.Storage.Sqlite;

/// <summary>The journal in one SQLite file: the embedded default. Several processes may have it open; each commit waits for the disk.</summary>
public static class SqliteJournal
{
    /// <summary>Opens the file, creating it where there is none and bringing its schema forward.</summary>
    /// <param name="policy">Default: <see cref="JournalPolicy.KeepAll"/>.</param>
    /// <param name="limits">Default: <see cref="CommitLimits.Default"/>.</param>
    /// <exception cref="SchemaTooNewException">A newer program wrote it.</exception>
    /// <exception cref="ForeignDatabaseException">Another program wrote it.</exception>
    public static async Task<IJournalStore> OpenAsync(
        string file, TimeProvider time, JournalPolicy? policy = null, CommitLimits? limits = null, CancellationToken cancellationToken = default) =>
        new SqlJournal(await SqliteDatabase.OpenAsync(file, time, cancellationToken).ConfigureAwait(false), policy ?? JournalPolicy.KeepAll, limits ?? CommitLimits.Default);
}
