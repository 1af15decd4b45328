namespace Synapse.Conformance.Budgets;

/// <summary>What came of many schedules.</summary>
/// <param name="Overspends">How often more was spent and reserved together than a cap allows, at any level, after any event.</param>
/// <param name="WrongRefusals">How often credits were refused, or fewer given than wanted, though each cap had room for them.</param>
/// <param name="WrongRepeats">How often a command that was sent again changed something or was answered otherwise.</param>
/// <param name="LeastUsableBasisPoints">Of the cap that binds, the share that was spent or could be had at the end of a schedule: the least of all schedules.</param>
public sealed record BudgetFigures(
    long Schedules, long Commands, long Repeats, long Grants, long PartialGrants, long Refusals, long Settlements, long Uncovered, long Releases, long Expiries,
    long Overspends, long WrongRefusals, long WrongRepeats, int LeastUsableBasisPoints);
