using Synapse.Runtime.Journal;

namespace Synapse.Storage.Tests;

public sealed class SqliteReviewQueryTests : ReviewQueryConformance
{
    private readonly SqliteFile _file = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _file.Dispose();
    }

    protected override Task<IJournalStore> OpenStoreAsync() => _file.OpenAsync(Policy);
}
