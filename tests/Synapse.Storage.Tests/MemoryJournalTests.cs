using Synapse.Runtime.Journal;

namespace Synapse.Storage.Tests;

public sealed class MemoryJournalTests : JournalConformance
{
    protected override IJournal Create() => new MemoryJournal();
}
