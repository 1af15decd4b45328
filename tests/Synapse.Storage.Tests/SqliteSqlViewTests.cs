using Synapse.Runtime.Journal;

namespace Synapse.Storage.Tests;

public sealed class SqliteSqlViewTests : SqlViewConformance
{
    private readonly SqliteFile _file = new();

    protected override string Database => "Sqlite";

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _file.Dispose();
    }

    protected override Task<IJournalStore> OpenStoreAsync() => _file.OpenAsync(Policy);

    protected override void Run(string text) => _file.Run(text);

    protected override Task EmptyAsync()
    {
        File.Delete(_file.Path);
        return Task.CompletedTask;
    }

    protected override Task LoadAsync(string script)
    {
        _file.Run(script);
        return Task.CompletedTask;
    }
}
