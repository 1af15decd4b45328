using Synapse.Core.Budgets;
using Synapse.Runtime.Json;

namespace Synapse.Runtime.Budgets;

/// <summary>The states of budgets as JSON, for snapshots.</summary>
public sealed class BudgetStateCodec() : JsonStateCodec<BudgetState>("budget.state/2", BudgetJson.Default.BudgetState);
