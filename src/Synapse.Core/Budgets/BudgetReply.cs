namespace Synapse.Core.Budgets;

/// <summary>The answer to every budget command.</summary>
/// <param name="Granted">What a reservation holds or held; 0 for other commands.</param>
/// <param name="Settlement">How the reservation that was named has ended; null while it is open.</param>
/// <param name="Headroom">What is left in the scopes that were named; null where no cap holds.</param>
public sealed record BudgetReply(long Granted, BudgetSettlement? Settlement, long? Headroom);
