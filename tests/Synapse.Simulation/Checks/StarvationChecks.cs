using Synapse.Core.Kernel;
using Synapse.Core.Queues;

namespace Synapse.Simulation.Checks;

/// <summary>
/// How often the oldest item of a lane may be passed by, once it has risen to urgent and while its lane may run: never by a later item of its own repository; by
/// each other repository of its tenant at most twice between two claims of its own; by each other tenant at most w/v + 1 times between two claims of
/// its own, where v is the weight of its tenant and w that of the other. An item with N before it in its repository is therefore passed at most
/// (N + 1) x (1 + 2 (repositories - 1)) x (1 + sum of (w/v + 1)) times.
/// </summary>
internal sealed class StarvationChecks(AggregateId id, Violations violations)
{
    private readonly Dictionary<WorkLane, Dictionary<string, int>> _passes = [];

    /// <param name="before">The queue before the claim.</param>
    /// <param name="isOfAll">Whether the worker takes the work of any agent.</param>
    public void Claimed(QueueState before, QueueEvent.Claimed claim, bool isOfAll, QueueLimitChecks limits)
    {
        var ready = before.Index.Ready.ToDictionary(l => l.Key, l => new Queue<WorkEntry>(l.Value.Values.Select(i => before.Entries[i])));
        foreach (var token in claim.Items)
        {
            var taken = before.Entries[token.Id];
            foreach (var gone in _passes.Keys.Where(l => !ready.TryGetValue(l, out var items) || items.Count == 0).ToList())
            {
                _passes.Remove(gone);
            }

            foreach (var (lane, items) in ready.Where(r => r.Value.Count > 0 && r.Value.Peek() != taken))
            {
                var isRisen = (long)((claim.At - items.Peek().EnqueuedAt) / limits.Policy.AgeStep) >= (long)lane.Priority;
                if (isOfAll && isRisen && limits.MayRun(lane, claim.At))
                {
                    Passed(items.Peek(), taken, limits.Policy);
                }
                else
                {
                    _passes.Remove(lane);
                }
            }

            if (ready.TryGetValue(taken.Item.Lane, out var own) && own.TryDequeue(out var first))
            {
                violations.Unless(first == taken, $"{id}: {taken.Item.Id} was taken before {first.Item.Id}, which is before it in its lane");
                _passes.Remove(taken.Item.Lane);
            }

            limits.Taken(taken.Item, claim.At);
        }
    }

    private void Passed(WorkEntry waiting, WorkEntry taken, QueuePolicy policy)
    {
        var (own, other) = (waiting.Item.Lane, taken.Item.Lane);
        var passes = _passes.TryGetValue(own, out var known) ? known : _passes[own] = [];
        if (own.Tenant != other.Tenant)
        {
            var most = (policy.Weights.Find(other.Tenant, 1) / policy.Weights.Find(own.Tenant, 1)) + 1;
            Count(passes, $"tenant {other.Tenant}", most, waiting, taken);
            return;
        }

        foreach (var tenant in passes.Keys.Where(k => k.StartsWith("tenant ", StringComparison.Ordinal)).ToList())
        {
            passes.Remove(tenant);
        }

        if (own.Repository != other.Repository)
        {
            Count(passes, $"repository {other.Repository}", 2, waiting, taken);
            return;
        }

        passes.Clear();
        violations.Unless(taken.Sequence < waiting.Sequence, $"{id}: {taken.Item.Id} was taken before {waiting.Item.Id}, which is urgent by now and came before it");
    }

    private void Count(Dictionary<string, int> passes, string whose, int most, WorkEntry waiting, WorkEntry taken)
    {
        var count = passes[whose] = passes.GetValueOrDefault(whose) + 1;
        violations.Unless(count <= most, $"{id}: {waiting.Item.Id} starves: {taken.Item.Id} is number {count} of {whose} that passes it by, and {most} may");
    }
}
