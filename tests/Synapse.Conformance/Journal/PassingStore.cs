using Synapse.Runtime.Journal;

namespace Synapse.Conformance.Journal;

/// <summary>Passes everything on, for a journal that is opened as a whole.</summary>
public class PassingStore(IJournalStore inner) : PassingJournal(inner), IJournalStore
{
    public IBodyStore Bodies => inner.Bodies;

    public IAuditTrail Audit => inner.Audit;

    public virtual async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
