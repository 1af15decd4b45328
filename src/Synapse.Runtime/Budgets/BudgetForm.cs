using Synapse.Core.Budgets;
using Synapse.Runtime.Engine;

namespace Synapse.Runtime.Budgets;

/// <summary>How budgets are stored.</summary>
public static class BudgetForm
{
    public static StoredForm<BudgetState, BudgetEvent> Current { get; } = new(() => new BudgetEventCodec(), () => new BudgetStateCodec());
}
