using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Reviews;

namespace Synapse.Conformance.Journal;

/// <summary>Passes everything on, for a journal that is opened as a whole.</summary>
public class PassingStore(IJournalStore inner) : PassingJournal(inner), IJournalStore
{
    public IBodyStore Bodies => inner.Bodies;

    public IAuditTrail Audit => inner.Audit;

    public IViewStore Views => inner.Views;

    public virtual IReaderPositions Positions => inner.Positions;

    public IReviewQueries Reviews => inner.Reviews;

    public ValueTask<IReadOnlyList<AggregateId>> ReadStreamsAsync(string kind, string? tenant, string idPrefix, AggregateId? after, int limit, CancellationToken cancellationToken) =>
        inner.ReadStreamsAsync(kind, tenant, idPrefix, after, limit, cancellationToken);

    public virtual async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
