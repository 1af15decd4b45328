namespace Synapse.Core.Queues;

/// <summary>
/// Which items a claim takes. Among the lanes that may run, the one goes first whose oldest item has the highest priority after ageing; then the one
/// whose tenant, and within it whose repository, was served less; then the one whose item came first.
/// </summary>
internal sealed class WorkSelection
{
    private readonly QueueState _state;
    private readonly DateTimeOffset _now;
    private readonly Dictionary<string, int> _running = new(StringComparer.Ordinal);
    private ValueMap<string, DateTimeOffset> _rates;
    private FairShare _tenants;
    private ValueMap<string, FairShare> _repositories;

    private WorkSelection(QueueState state, DateTimeOffset now) =>
        (_state, _now, _rates, _tenants, _repositories) = (state, now, state.Rates, state.Tenants, state.Repositories);

    public static List<WorkEntry> Choose(QueueState state, QueueCommand.Claim claim, DateTimeOffset now) => new WorkSelection(state, now).Choose(claim);

    /// <summary>The rates after a permit of each that applies to a lane was used.</summary>
    public static ValueMap<string, DateTimeOffset> Use(ValueMap<string, DateTimeOffset> rates, QueuePolicy policy, WorkLane lane, DateTimeOffset now)
    {
        if (policy.Rates.Count == 0)
        {
            return rates;
        }

        foreach (var key in lane.LimitKeys())
        {
            if (policy.RateOf(key) is { } rate)
            {
                var arrival = rates.Find(key, now);
                rates = rates.With(key, (arrival > now ? arrival : now) + rate.Interval);
            }
        }

        return rates;
    }

    private List<WorkEntry> Choose(QueueCommand.Claim claim)
    {
        var (lanes, chosen) = (new PriorityQueue<Cursor, Rank>(), new List<WorkEntry>());
        foreach (var (lane, items) in _state.Index.Ready)
        {
            if ((claim.Agents.Count == 0 || lane.Agent.Length == 0 || claim.Agents.Contains(lane.Agent)) && (claim.Tenant.Length == 0 || claim.Tenant == lane.Tenant))
            {
                var cursor = new Cursor(lane, lane.LimitKeys(), items.GetEnumerator());
                Push(lanes, cursor);
            }
        }

        while (chosen.Count < claim.Max && lanes.TryDequeue(out var next, out var rank))
        {
            // Shares only grow, so a lane that was put in earlier may stand further back by now.
            var standing = RankOf(next);
            if (standing.CompareTo(rank) > 0)
            {
                lanes.Enqueue(next, standing);
            }
            else if (MayRun(next))
            {
                chosen.Add(next.Head!);
                Serve(next);
                Push(lanes, next);
            }
        }

        return chosen;
    }

    private void Push(PriorityQueue<Cursor, Rank> lanes, Cursor cursor)
    {
        if (cursor.Items.MoveNext())
        {
            cursor.Head = _state.Entries[cursor.Items.Current.Value];
            lanes.Enqueue(cursor, RankOf(cursor));
        }
    }

    private Rank RankOf(Cursor cursor)
    {
        var risen = (long)((_now - cursor.Head!.EnqueuedAt) / _state.Policy.AgeStep);
        return new Rank(
            Math.Max(0, (long)cursor.Lane.Priority - Math.Max(0, risen)), _tenants.Of(cursor.Lane.Tenant), _repositories.Find(cursor.Lane.Tenant)?.Of(cursor.Lane.Repository) ?? 0, cursor.Head.Sequence);
    }

    private bool MayRun(Cursor cursor)
    {
        foreach (var key in cursor.Keys)
        {
            if (_state.Policy.LimitOf(key) is { } limit && _state.Index.Running.Find(key) + _running.GetValueOrDefault(key) >= limit)
            {
                return false;
            }

            if (_state.Throttles.Find(key) > _now || (_state.Policy.RateOf(key) is { } rate && QueueState.AllowedAt(_rates.Find(key, _now), rate) > _now))
            {
                return false;
            }
        }

        return true;
    }

    private void Serve(Cursor cursor)
    {
        var lane = cursor.Lane;
        _tenants = _tenants.Serve(lane.Tenant, _state.Policy.Weights.Find(lane.Tenant, 1));
        _repositories = _repositories.With(lane.Tenant, (_repositories.Find(lane.Tenant) ?? FairShare.Empty).Serve(lane.Repository, 1));
        _rates = Use(_rates, _state.Policy, lane, _now);
        foreach (var key in cursor.Keys)
        {
            _running[key] = _running.GetValueOrDefault(key) + 1;
        }
    }

    /// <summary>A lane and how far into it the claim has come.</summary>
    private sealed class Cursor(WorkLane lane, ValueList<string> keys, IEnumerator<KeyValuePair<long, string>> items)
    {
        public WorkLane Lane => lane;

        public ValueList<string> Keys => keys;

        public IEnumerator<KeyValuePair<long, string>> Items => items;

        public WorkEntry? Head { get; set; }
    }

    private readonly record struct Rank(long Priority, long Tenant, long Repository, long Sequence) : IComparable<Rank>
    {
        public int CompareTo(Rank other)
        {
            var order = Priority.CompareTo(other.Priority);
            order = order != 0 ? order : Tenant.CompareTo(other.Tenant);
            order = order != 0 ? order : Repository.CompareTo(other.Repository);
            return order != 0 ? order : Sequence.CompareTo(other.Sequence);
        }
    }
}
