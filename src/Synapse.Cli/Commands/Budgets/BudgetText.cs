using Synapse.Cli.Terminal;
using Synapse.Core;
using Synapse.Core.Budgets;

namespace Synapse.Cli.Commands.Budgets;

internal static class BudgetText
{
    public static IReadOnlyList<BudgetPeriod> Periods { get; } = [BudgetPeriod.Day, BudgetPeriod.Week, BudgetPeriod.Month, BudgetPeriod.None];

    /// <summary>The accounts and their sum, which is zero.</summary>
    public static void WriteBalances(TextWriter target, ValueMap<string, long> accounts) =>
        TextTable.Write(target, [["ACCOUNT", "BALANCE"], .. accounts.Select(a => (string[])[a.Key, AmountText.Of(a.Value)]), ["sum", AmountText.Of(accounts.Values.Sum())]], "  ");

    public static string Of(BudgetPeriod period) => period.ToString().ToLowerInvariant();
}
