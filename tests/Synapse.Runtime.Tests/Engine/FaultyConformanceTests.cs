using Synapse.Conformance.Journal;
using Synapse.Runtime.Journal;

namespace Synapse.Runtime.Tests.Engine;

/// <summary>The engine by itself gets over a journal that answers late, or not at all.</summary>
public sealed class FaultyConformanceTests : EmbeddedConformanceTests
{
    protected override IJournal Open(IJournalStore memory) => new FaultyJournal(memory, 7, FaultyJournal.Survivable);
}
