using System.CommandLine;

namespace Synapse.Cli.Commands.Reputation;

internal static class ReputationCommands
{
    public static Command Create(CliOutput output) => new("reputation", "Look at how accurate agents are known to be, and at the evidence.")
    {
        ReputationShowCommand.Create(output),
        ReputationExplainCommand.Create(output),
    };
}
