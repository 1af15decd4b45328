using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;

namespace Synapse.Runtime.Engine;

/// <summary>
/// Does what effects say: hands out work, wakes up for timers, publishes signals. The timers themselves are in the journal, committed with
/// the events that set them, as is what a stream holds; here timers only make this process wake up on time.
/// </summary>
internal sealed class EffectRunner(IWorkRunner work, ISignalSink signals, TimeProvider time, Action<StreamTimer> fire) : IDisposable
{
    /// <summary>Clocks cannot wait for months in one go.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromDays(1);

    private readonly Dictionary<(AggregateId Id, string Name), ITimer> _timers = [];
    private readonly Lock _gate = new();

    public async ValueTask RunAsync(AggregateId id, string effectId, Effect effect, CancellationToken cancellationToken)
    {
        switch (effect)
        {
            case HandOutWork handOut:
                work.Start(id, handOut);
                break;
            case RecallWork recall:
                work.Recall(id, recall.Agent);
                break;
            case SetTimer timer:
                Set(new StreamTimer(id, timer.Name, timer.At));
                break;
            case CancelTimer cancel:
                Remove(id, cancel.Name);
                break;
            case HoldBody:
                break;
            case PublishSignal publish:
                await signals.PublishAsync(effectId, publish.Signal, cancellationToken);
                break;
            default:
                throw new InvalidOperationException($"no one runs an effect of type {effect.GetType().Name}");
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var timer in _timers.Values)
            {
                timer.Dispose();
            }

            _timers.Clear();
        }
    }

    private void Set(StreamTimer timer)
    {
        var wait = timer.DueAt - time.GetUtcNow();
        lock (_gate)
        {
            Remove(timer.Stream, timer.Name);
            _timers[(timer.Stream, timer.Name)] = time.CreateTimer(
                _ => Wake(timer), null, wait > MaxWait ? MaxWait : wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
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

    private void Remove(AggregateId id, string name)
    {
        lock (_gate)
        {
            if (_timers.Remove((id, name), out var timer))
            {
                timer.Dispose();
            }
        }
    }
}
