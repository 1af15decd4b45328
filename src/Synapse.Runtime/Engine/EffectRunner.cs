using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;

namespace Synapse.Runtime.Engine;

/// <summary>Does what effects say: hands out work, tells other aggregates, wakes up for timers, publishes signals. What a stream holds is in the journal already.</summary>
internal sealed class EffectRunner(IWorkRunner work, ISignalSink signals, ITeller teller, WakeTimers timers)
{
    public async ValueTask RunAsync(AggregateId id, string effectId, Effect effect, CancellationToken cancellationToken)
    {
        switch (effect)
        {
            case HandOutWork handOut:
                await work.StartAsync(id, handOut, cancellationToken);
                break;
            case RecallWork recall:
                await work.RecallAsync(id, recall, cancellationToken);
                break;
            case Tell tell:
                await teller.TellAsync(tell, effectId, cancellationToken);
                break;
            case OfferWork:
                await work.OfferAsync(id, cancellationToken);
                break;
            case SetTimer timer:
                timers.Set(new StreamTimer(id, timer.Name, timer.At));
                break;
            case CancelTimer cancel:
                timers.Remove(id, cancel.Name);
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
}
