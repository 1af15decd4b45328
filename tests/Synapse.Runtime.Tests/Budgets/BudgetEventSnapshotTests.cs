using Synapse.Core;
using Synapse.Core.Budgets;
using Synapse.Runtime.Budgets;
using Synapse.Runtime.Json;
using Synapse.Runtime.Tests.Kernel;

namespace Synapse.Runtime.Tests.Budgets;

public sealed class BudgetEventSnapshotTests : EventSnapshots<BudgetEvent>
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    protected override string Feature => "Budgets";

    protected override JsonEventCodec<BudgetEvent> Codec { get; } = new BudgetEventCodec();

    protected override IEnumerable<BudgetEvent> Samples =>
    [
        new BudgetEvent.CapSet("repository:shop", new BudgetCap(5_000_000, BudgetPeriod.Month, [8_000, 10_000]), "c1", At),
        new BudgetEvent.PricesSet(new PriceTable("2026-01", new[] { "anthropic/model" }.ToValueMap(m => m, _ => new TokenPrice(3, 1, 15))), At),
        new BudgetEvent.Reserved("r1", 40, ["review:r1", "tenant"], At, At) { Tick = At },
        new BudgetEvent.Settled("r1", [new BudgetCharge("acme", "security 1.0.0", 30, "2026-01")], 10, 0, At),
        new BudgetEvent.Released("r2", 40, At),
        new BudgetEvent.Expired("r3", 40, At),
        new BudgetEvent.ThresholdReached("tenant", At, 8_000, 81, 100, At),
        new BudgetEvent.Ticked(At),
    ];
}
