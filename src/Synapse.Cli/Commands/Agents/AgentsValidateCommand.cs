using System.CommandLine;

namespace Synapse.Cli.Commands.Agents;

internal static class AgentsValidateCommand
{
    public static Command Create(CliOutput output, IReadOnlySet<string>? knownPacks = null)
    {
        var config = AgentsConfiguration.CreateOption();
        var command = new Command("validate", "Check the configuration and name every problem, one a line.") { config };
        command.SetAction(parse => Run(parse.GetValue(config), output, knownPacks));
        return command;
    }

    private static int Run(string? config, CliOutput output, IReadOnlySet<string>? knownPacks)
    {
        if (AgentsConfiguration.Load(config, output, knownPacks) is not { } loaded)
        {
            return ExitCodes.Usage;
        }

        output.Error.WriteLine($"{loaded.Name}: ok, {loaded.Configuration.Agents.Agents.Count} agents");
        return ExitCodes.Ok;
    }
}
