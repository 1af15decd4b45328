using Synapse.Core.Budgets;

namespace Synapse.Cli.Commands.Budgets;

internal static class BudgetText
{
    public static IReadOnlyList<BudgetPeriod> Periods { get; } = [BudgetPeriod.Day, BudgetPeriod.Week, BudgetPeriod.Month, BudgetPeriod.None];

    public static string Of(BudgetPeriod period) => period.ToString().ToLowerInvariant();
}
