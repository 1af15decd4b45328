using Synapse.Runtime.Journal;
using Synapse.Storage.Sqlite;

namespace Synapse.Storage.Tests;

public sealed class SqliteTamperingTests : TamperingConformance
{
    private readonly SqliteFile _file = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _file.Dispose();
    }

    [Fact]
    public async Task A_database_of_another_program_is_left_alone()
    {
        _file.Run("CREATE TABLE moz_places (id INTEGER)");
        await Assert.ThrowsAsync<ForeignDatabaseException>(OpenAsync);
        Assert.False(File.Exists(_file.Path + "-wal"));
        Assert.Equal(1, _file.Run("INSERT INTO moz_places VALUES (1)"));
    }

    protected override Task<IJournalStore> OpenStoreAsync() => _file.OpenAsync(Policy);

    protected override void Run(string text) => _file.Run(text);
}
