using Synapse.Conformance.Postgres;
using Synapse.Runtime.Journal;
using Synapse.Storage.Postgres;
using Synapse.Storage.Sqlite;

namespace Synapse.KillTest;

/// <summary>An empty journal that lasts as long as this, and its database server where there is one.</summary>
/// <param name="where">A file, or a connection string.</param>
internal sealed class JournalPlace(string where, PostgresProcess? server, DirectoryInfo? folder) : IAsyncDisposable
{
    public string Where => where;

    public PostgresProcess? Server => server;

    public static async Task<JournalPlace> OpenAsync(string kind)
    {
        if (kind == "postgres")
        {
            var server = await PostgresProcess.StartAsync(isDurable: true);
            return new JournalPlace(await server.SchemaAsync(), server, null);
        }

        var folder = Directory.CreateTempSubdirectory("synapse-kill-");
        return new JournalPlace(Path.Combine(folder.FullName, "journal.db"), null, folder);
    }

    public static Task<IJournalStore> OpenJournalAsync(string where) => where.Contains("Host=", StringComparison.Ordinal)
        ? PostgresJournal.OpenAsync(where, TimeProvider.System)
        : SqliteJournal.OpenAsync(where, TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        folder?.Delete(true);
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }
}
