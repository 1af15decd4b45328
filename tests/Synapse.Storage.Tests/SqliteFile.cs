using Microsoft.Data.Sqlite;
using Synapse.Runtime.Journal;
using Synapse.Storage.Sqlite;

namespace Synapse.Storage.Tests;

/// <summary>A database in a temporary folder of its own.</summary>
internal sealed class SqliteFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("synapse-journal-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "journal.db");

    public Task<IJournalStore> OpenAsync(JournalPolicy policy) => SqliteJournal.OpenAsync(Path, TimeProvider.System, policy);

    /// <summary>Changes the database behind the journal's back.</summary>
    public int Run(string text)
    {
        SqliteLibrary.Load();
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = text;
        return command.ExecuteNonQuery();
    }

    public void Dispose() => _folder.Delete(true);
}
