using System.CommandLine;
using Synapse.Cli.Journals;
using Synapse.Core.Agents.Registry;

namespace Synapse.Cli.Commands.Agents;

/// <summary><c>synapse agents activate ID</c>: lets an agent take work.</summary>
internal static class AgentsActivateCommand
{
    public static Command Create(CliOutput output)
    {
        var id = RegisteredAgent.Argument();
        var reason = new Option<string>("--reason") { Description = "Why, for whoever wonders.", HelpName = "TEXT", DefaultValueFactory = _ => "" };
        return TenantVerb.Changing(new Command("activate", "Let the agent take work: a new one, or one that was suspended or drained.") { id, reason }, output, (parse, journal) =>
            RegisteredAgent.SetStatusAsync(journal, parse.GetValue(id)!, AgentStatus.Active, parse.GetValue(reason)!, "is active"));
    }
}
