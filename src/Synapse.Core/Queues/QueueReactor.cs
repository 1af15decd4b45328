using System.Globalization;
using Synapse.Core.Kernel;
using Synapse.Core.Signals;

namespace Synapse.Core.Queues;

/// <summary>The effects of queue events.</summary>
public static class QueueReactor
{
    public const string TickTimer = "tick";

    /// <summary>Ids that a signal names; the rest is counted.</summary>
    private const int MaxNamed = 10;

    public static IReadOnlyList<Effect> React(AggregateId id, QueueState state, QueueEvent @event)
    {
        var effects = new List<Effect>(3);
        if (Signal(id, @event) is { } signal)
        {
            effects.Add(signal);
        }

        if (@event.Tick is { } tick)
        {
            effects.Add(new SetTimer(TickTimer, tick));
        }

        if (state.Index.ReadyCount > 0 && state.Mode != QueueMode.Paused && @event is not QueueEvent.Claimed)
        {
            effects.Add(new OfferWork());
        }

        return effects;
    }

    private static PublishSignal? Signal(AggregateId id, QueueEvent @event) => @event switch
    {
        QueueEvent.Enqueued e => Of(id, SignalTypes.WorkEnqueued, e.Items.Select(i => i.Id), ""),
        QueueEvent.ScheduleFired e => Of(id, SignalTypes.WorkEnqueued, [e.Item.Id], $" by schedule {e.Name}"),
        QueueEvent.Claimed e => Of(id, SignalTypes.WorkClaimed, e.Items.Select(i => i.Id), $" by {e.Worker}"),
        QueueEvent.Completed e => Of(id, SignalTypes.WorkCompleted, e.Items.Select(i => i.Id), ""),
        QueueEvent.DeadLettered e => Of(id, SignalTypes.WorkDeadLettered, e.Items.Select(i => i.Id), $": {e.Items[0].Cause}"),
        _ => null,
    };

    private static PublishSignal Of(AggregateId id, string type, IEnumerable<string> ids, string rest)
    {
        var all = ids.ToList();
        var more = all.Count > MaxNamed ? string.Create(CultureInfo.InvariantCulture, $" and {all.Count - MaxNamed} more") : "";
        return new PublishSignal(new Signal(type, id.ToString(), $"{string.Join(", ", all.Take(MaxNamed))}{more}{rest}"));
    }
}
