using System.Globalization;
using Synapse.Core.Kernel;
using Synapse.Core.Signals;

namespace Synapse.Core.Budgets;

/// <summary>The effects of budget events.</summary>
public static class BudgetReactor
{
    public const string ExpiryTimer = "expiry";

    public static IReadOnlyList<Effect> React(AggregateId id, BudgetEvent @event) =>
    [
        .. @event is BudgetEvent.ThresholdReached { BasisPoints: >= BasisPoints.All } e
            ? (Effect[])[new PublishSignal(new Signal(SignalTypes.BudgetExhausted, id.ToString(), string.Create(CultureInfo.InvariantCulture, $"{e.Scope}: {e.Used} of {e.Limit} micro-credits are spent or reserved")))]
            : [],
        .. @event.Tick is { } tick ? (Effect[])[new SetTimer(ExpiryTimer, tick)] : [],
    ];
}
