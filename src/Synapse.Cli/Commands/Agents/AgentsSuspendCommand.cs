using System.CommandLine;
using Synapse.Cli.Journals;
using Synapse.Core.Agents.Registry;

namespace Synapse.Cli.Commands.Agents;

/// <summary><c>synapse agents suspend ID</c>: stops an agent until it is activated again.</summary>
internal static class AgentsSuspendCommand
{
    public static Command Create(CliOutput output)
    {
        var id = RegisteredAgent.Argument();
        var reason = new Option<string>("--reason") { Description = "Why, for whoever wonders.", HelpName = "TEXT", Required = true };
        return TenantVerb.Changing(new Command("suspend", "Give the agent no work until it is activated again.") { id, reason }, output, (parse, journal) =>
            RegisteredAgent.SetStatusAsync(journal, parse.GetValue(id)!, AgentStatus.Suspended, parse.GetValue(reason)!, $"is suspended; 'synapse agents activate {parse.GetValue(id)}' lets it go on"));
    }
}
