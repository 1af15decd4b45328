using System.CommandLine;

namespace Synapse.Cli.Commands.Agents;

internal static class AgentsCommand
{
    /// <param name="output">Where the verbs write.</param>
    /// <param name="knownPacks">The rule packs that checks may name; null accepts any.</param>
    public static Command Create(CliOutput output, IReadOnlySet<string>? knownPacks = null) => new("agents", "Look at the agents of a configuration; register agents, look at them and govern them.")
    {
        AgentsListCommand.Create(output, knownPacks),
        AgentsValidateCommand.Create(output, knownPacks),
        AgentsPlanCommand.Create(output, knownPacks),
        AgentsRegisterCommand.Create(output),
        AgentsShowCommand.Create(output),
        AgentsVersionsCommand.Create(output),
        AgentsActivateCommand.Create(output),
        AgentsSuspendCommand.Create(output),
        AgentsDrainCommand.Create(output),
        AgentsRetireCommand.Create(output),
        AgentsKeyCommand.Create(output),
    };
}
