using System.CommandLine;

namespace Synapse.Cli.Commands.Budgets;

internal static class BudgetCommands
{
    public static Command Create(CliOutput output) => new("budget", "Look at what may be spent and where it went, and set limits. All amounts are whole micro-credits.")
    {
        BudgetShowCommand.Create(output),
        BudgetSetCommand.Create(output),
        BudgetLedgerCommand.Create(output),
    };
}
