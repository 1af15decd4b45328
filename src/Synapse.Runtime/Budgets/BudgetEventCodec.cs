using System.Text.Json.Serialization;
using Synapse.Core.Budgets;
using Synapse.Core.Kernel;
using Synapse.Runtime.Json;

namespace Synapse.Runtime.Budgets;

/// <summary>The journaled names and JSON of budget events.</summary>
public sealed class BudgetEventCodec() : JsonEventCodec<BudgetEvent>(
    [
        ("budget.cap_set/1", typeof(BudgetEvent.CapSet), Json.CapSet),
        ("budget.prices_set/1", typeof(BudgetEvent.PricesSet), Json.PricesSet),
        ("budget.reserved/1", typeof(BudgetEvent.Reserved), Json.Reserved),
        ("budget.settled/1", typeof(BudgetEvent.Settled), Json.Settled),
        ("budget.released/1", typeof(BudgetEvent.Released), Json.Released),
        ("budget.expired/1", typeof(BudgetEvent.Expired), Json.Expired),
        ("budget.threshold_reached/1", typeof(BudgetEvent.ThresholdReached), Json.ThresholdReached),
        ("budget.ticked/1", typeof(BudgetEvent.Ticked), Json.Ticked),
    ],
    [])
{
    private static BudgetJson Json => BudgetJson.Default;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters = [typeof(ValueConverters)])]
[JsonSerializable(typeof(BudgetEvent.CapSet))]
[JsonSerializable(typeof(BudgetEvent.PricesSet))]
[JsonSerializable(typeof(BudgetEvent.Reserved))]
[JsonSerializable(typeof(BudgetEvent.Settled))]
[JsonSerializable(typeof(BudgetEvent.Released))]
[JsonSerializable(typeof(BudgetEvent.Expired))]
[JsonSerializable(typeof(BudgetEvent.ThresholdReached))]
[JsonSerializable(typeof(BudgetEvent.Ticked))]
[JsonSerializable(typeof(BudgetState))]
[JsonSerializable(typeof(BudgetCap))]
[JsonSerializable(typeof(PriceTable))]
[JsonSerializable(typeof(TokenPrice))]
[JsonSerializable(typeof(BudgetWindow))]
[JsonSerializable(typeof(BudgetReservation))]
[JsonSerializable(typeof(BudgetCharge))]
[JsonSerializable(typeof(Due))]
[JsonSerializable(typeof(EndedReservation))]
[JsonSerializable(typeof(int))]
internal sealed partial class BudgetJson : JsonSerializerContext;
