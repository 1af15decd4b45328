using Synapse.Core.Kernel;

namespace Synapse.Runtime.Engine;

/// <summary>Does what effects say: hands out work, keeps timers, publishes signals.</summary>
internal sealed class EffectRunner(IWorkRunner work, ISignalSink signals, TimeProvider time, Action<AggregateId, object, string> send) : IDisposable
{
    private readonly Dictionary<(AggregateId Id, string Name), ITimer> _timers = [];
    private readonly Lock _gate = new();

    public async ValueTask RunAsync(AggregateId id, string effectId, Effect effect, Func<string, object> onTimer, CancellationToken cancellationToken)
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
                Set(id, timer, onTimer);
                break;
            case CancelTimer cancel:
                Remove(id, cancel.Name);
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

    private void Set(AggregateId id, SetTimer timer, Func<string, object> onTimer)
    {
        var due = timer.At - time.GetUtcNow();
        lock (_gate)
        {
            Remove(id, timer.Name);
            _timers[(id, timer.Name)] = time.CreateTimer(
                _ =>
                {
                    Remove(id, timer.Name);
                    send(id, onTimer(timer.Name), $"timer/{timer.Name}@{timer.At.UtcTicks}");
                },
                null,
                due > TimeSpan.Zero ? due : TimeSpan.Zero,
                Timeout.InfiniteTimeSpan);
        }
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
