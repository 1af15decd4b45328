using System.CommandLine;
using Synapse.Cli.Journals;
using Synapse.Core.Agents.Registry;

namespace Synapse.Cli.Commands.Agents;

/// <summary><c>synapse agents drain ID</c>: an agent ends what it has and is given no more.</summary>
internal static class AgentsDrainCommand
{
    public static Command Create(CliOutput output)
    {
        var id = RegisteredAgent.Argument();
        var reason = new Option<string>("--reason") { Description = "Why, for whoever wonders.", HelpName = "TEXT", DefaultValueFactory = _ => "" };
        return TenantVerb.Changing(new Command("drain", "Let the agent end what it has, and give it no more.") { id, reason }, output, (parse, journal) =>
            RegisteredAgent.SetStatusAsync(journal, parse.GetValue(id)!, AgentStatus.Draining, parse.GetValue(reason)!, "ends what it has and is given no more"));
    }
}
