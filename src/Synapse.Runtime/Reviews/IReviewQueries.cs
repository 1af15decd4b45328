using Synapse.Core.Kernel;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;

namespace Synapse.Runtime.Reviews;

/// <summary>
/// Questions about reviews, answered from the read model: whoever was told that a command was accepted finds it here. A question speaks of
/// one tenant unless it says otherwise. A page larger than allowed, a text longer than allowed and a cursor that is broken or of another
/// question are refused (<see cref="RefusalCode.Invalid"/>). May be called from several threads at once.
/// </summary>
public interface IReviewQueries
{
    /// <summary>A page of reviews.</summary>
    ValueTask<Answer<Page<ReviewRow>>> ListAsync(string tenant, ReviewFilter filter, ReviewOrder order, PageRequest page, CancellationToken cancellationToken);

    /// <summary>One review with its specialists, findings and coverage, as of one commit; null when there is none of this id.</summary>
    ValueTask<ReviewView?> FindAsync(string tenant, string id, CancellationToken cancellationToken);

    /// <summary>A page of findings of all reviews: those of the newest review first, each review's in its own order.</summary>
    ValueTask<Answer<Page<FindingRow>>> FindingsAsync(string tenant, FindingFilter filter, PageRequest page, CancellationToken cancellationToken);

    /// <summary>A page of cost totals: the newest day first, each day's ordered by specialist.</summary>
    ValueTask<Answer<Page<CostTotal>>> CostsAsync(string tenant, CostFilter filter, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Reviews of all tenants that have not ended, ordered by tenant and id.</summary>
    /// <param name="after">The last one of the page before; null for the first page.</param>
    /// <param name="limit">At most <see cref="IJournal.MaxPage"/>.</param>
    ValueTask<IReadOnlyList<AggregateId>> ReadRunningAsync(AggregateId? after, int limit, CancellationToken cancellationToken);
}
