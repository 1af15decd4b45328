using Synapse.Core.Kernel;
using Synapse.Core.Queues;

namespace Synapse.Simulation.Checks;

/// <summary>Limits, rates and throttles of one queue, counted beside it.</summary>
internal sealed class QueueLimitChecks(AggregateId id, Violations violations)
{
    private readonly Dictionary<string, int> _running = [];
    private readonly Dictionary<string, DateTimeOffset> _throttles = [];
    private readonly Dictionary<string, List<DateTimeOffset>> _permits = [];
    private DateTimeOffset _ticked;
    private QueuePolicy _policy = QueuePolicy.Default;

    public QueuePolicy Policy
    {
        get => _policy;
        set
        {
            _policy = value;
            _permits.Clear();
        }
    }

    /// <summary>Whether work of a lane may be taken. Where a rate applies, that is not followed here, and the answer is no.</summary>
    public bool MayRun(WorkLane lane, DateTimeOffset now) =>
        lane.LimitKeys().All(k => !(_policy.LimitOf(k) <= _running.GetValueOrDefault(k)) && !(_throttles.GetValueOrDefault(k) > now) && _policy.RateOf(k) is null);

    public void Taken(WorkItem item, DateTimeOffset now)
    {
        foreach (var key in item.Lane.LimitKeys())
        {
            var running = _running[key] = _running.GetValueOrDefault(key) + 1;
            violations.Unless(!(_policy.LimitOf(key) < running), $"{id}: {item.Id} was taken, and {running} of '{key}' run where {_policy.LimitOf(key)} may");
            violations.Unless(!(_throttles.GetValueOrDefault(key) > now), $"{id}: {item.Id} was taken while '{key}' is throttled");
            if (_policy.RateOf(key) is { } rate)
            {
                CheckRate(item, key, rate, now);
            }
        }
    }

    public void Returned(WorkItem item)
    {
        foreach (var key in item.Lane.LimitKeys())
        {
            _running[key]--;
        }
    }

    public void Throttled(string key, DateTimeOffset until) => _throttles[key] = until;

    public void Ticked(DateTimeOffset now)
    {
        if (now < _ticked)
        {
            _permits.Clear();
        }

        _ticked = now;
        foreach (var (key, _) in _throttles.Where(t => t.Value <= now).ToList())
        {
            _throttles.Remove(key);
        }
    }

    /// <summary>Of any n permits in a row, all but the burst need the time that a permit takes. A clock that was set back begins anew.</summary>
    private void CheckRate(WorkItem item, string key, QueueRate rate, DateTimeOffset now)
    {
        var permits = _permits.TryGetValue(key, out var known) ? known : _permits[key] = [];
        if (_ticked > now || (permits.Count > 0 && permits[^1] > now))
        {
            permits.Clear();
        }

        permits.Add(now);
        for (var first = 0; first < permits.Count; first++)
        {
            var count = permits.Count - first;
            violations.Unless(now - permits[first] >= rate.Interval * (count - rate.Permits), $"{id}: {item.Id} was taken as number {count} in {(now - permits[first]).TotalSeconds:0.000} s, beyond the rate of '{key}'");
        }
    }
}
