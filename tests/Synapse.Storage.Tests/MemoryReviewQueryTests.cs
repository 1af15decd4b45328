using Synapse.Runtime.Journal;

namespace Synapse.Storage.Tests;

public sealed class MemoryReviewQueryTests : ReviewQueryConformance
{
    private readonly MemoryJournal _journal = new(Policy);

    protected override Task<IJournalStore> OpenStoreAsync() => Task.FromResult<IJournalStore>(_journal);
}
