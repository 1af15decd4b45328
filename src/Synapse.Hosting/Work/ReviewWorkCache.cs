using Synapse.Analysis.Changes;
using Synapse.Analysis.Specialists;
using Synapse.Core.Kernel;
using Synapse.Hosting.Agents;
using Synapse.Hosting.Reviews;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Reviews;

namespace Synapse.Hosting.Work;

/// <summary>Reads what reviews read, from the journal: each change once while any of its specialists is at work here.</summary>
internal sealed class ReviewWorkCache(ReviewAgents agents, IJournalStore journal, CancellationToken stopping)
{
    private readonly Dictionary<AggregateId, (Task<ReviewWork> Work, int Users)> _reviews = [];
    private readonly Lock _gate = new();

    /// <summary>Give it back with <see cref="Return"/>, however it ended.</summary>
    /// <exception cref="InvalidDataException">What the review reads is not stored, or is damaged.</exception>
    public Task<ReviewWork> TakeAsync(AggregateId review)
    {
        lock (_gate)
        {
            var (work, users) = _reviews.TryGetValue(review, out var found) ? found : (Task.Run(() => LoadAsync(review), stopping), 0);
            _reviews[review] = (work, users + 1);
            return work;
        }
    }

    public void Return(AggregateId review)
    {
        lock (_gate)
        {
            var (work, users) = _reviews[review];
            if (users > 1)
            {
                _reviews[review] = (work, users - 1);
            }
            else
            {
                _reviews.Remove(review);
            }
        }
    }

    private async Task<ReviewWork> LoadAsync(AggregateId review)
    {
        var (state, content) = await StoredChange.ReadAsync(journal, review, stopping);
        if (content is not var (change, policy))
        {
            throw new InvalidDataException("what this review reads is not stored");
        }

        var recorded = await new RecordedReports(journal).FindAsync(review.Tenant, state.Change!.ContentDigest, state.Plan!, stopping);
        return new ReviewWork(new ChangeScan(new ScanRequest(change, agents.Specialists, agents.Packs, policy, state.Change.HotFunctions), stopping), recorded);
    }
}
