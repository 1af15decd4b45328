using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;

namespace Synapse.Runtime.Engine;

/// <summary>
/// Wakes this process up when a timer of the journal is due. The timers themselves are in the journal, committed with the events that set
/// them; what is lost here is found there.
/// </summary>
/// <param name="fire">Called when a timer is due, from any thread.</param>
internal sealed class WakeTimers(TimeProvider time, Action<StreamTimer> fire) : IDisposable
{
    /// <summary>Clocks cannot wait for months in one go.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromDays(1);

    private readonly Dictionary<(AggregateId Id, string Name), (StreamTimer Timer, ITimer Clock)> _timers = [];
    private readonly Lock _gate = new();

    /// <summary>When the next one is due; null for none.</summary>
    public DateTimeOffset? Next
    {
        get
        {
            lock (_gate)
            {
                return _timers.Count == 0 ? null : _timers.Values.Min(t => t.Timer.DueAt);
            }
        }
    }

    /// <param name="notBefore">Wakes up later than the timer is due, to try again.</param>
    public void Set(StreamTimer timer, DateTimeOffset? notBefore = null)
    {
        var wait = (notBefore > timer.DueAt ? notBefore.Value : timer.DueAt) - time.GetUtcNow();
        lock (_gate)
        {
            Remove(timer.Stream, timer.Name);
            _timers[(timer.Stream, timer.Name)] = (timer, time.CreateTimer(
                _ => Wake(timer), null, wait > MaxWait ? MaxWait : wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        }
    }

    public void Remove(AggregateId id, string name)
    {
        lock (_gate)
        {
            if (_timers.Remove((id, name), out var timer))
            {
                timer.Clock.Dispose();
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var (_, clock) in _timers.Values)
            {
                clock.Dispose();
            }

            _timers.Clear();
        }
    }

    private void Wake(StreamTimer timer)
    {
        if (timer.DueAt > time.GetUtcNow())
        {
            Set(timer);
            return;
        }

        Remove(timer.Stream, timer.Name);
        fire(timer);
    }
}
