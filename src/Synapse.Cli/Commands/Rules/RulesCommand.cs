using System.CommandLine;

namespace Synapse.Cli.Commands.Rules;

internal static class RulesCommand
{
    public static Command Create(CliOutput output) => new("rules", "Write rules: start one, try it, document it, and see how right it is.")
    {
        RulesNewCommand.Create(output),
        RulesTestCommand.Create(output),
        RulesDocsCommand.Create(output),
        RulesStatsCommand.Create(output),
    };
}
