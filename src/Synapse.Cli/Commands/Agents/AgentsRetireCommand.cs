using System.CommandLine;
using Synapse.Cli.Journals;
using Synapse.Core.Agents.Registry;

namespace Synapse.Cli.Commands.Agents;

/// <summary><c>synapse agents retire ID</c>: an agent is out of use for good.</summary>
internal static class AgentsRetireCommand
{
    public static Command Create(CliOutput output)
    {
        var id = RegisteredAgent.Argument();
        var reason = new Option<string>("--reason") { Description = "Why, for whoever wonders.", HelpName = "TEXT", DefaultValueFactory = _ => "" };
        return TenantVerb.Changing(new Command("retire", "Take the agent out of use for good; its history stays.") { id, reason }, output, (parse, journal) =>
            RegisteredAgent.SetStatusAsync(journal, parse.GetValue(id)!, AgentStatus.Retired, parse.GetValue(reason)!, "is retired for good"));
    }
}
