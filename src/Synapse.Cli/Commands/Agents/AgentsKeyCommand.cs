using System.Buffers.Text;
using System.CommandLine;
using System.Security.Cryptography;
using Synapse.Cli.Journals;
using Synapse.Core.Agents.Registry;
using Synapse.Core.Kernel;

namespace Synapse.Cli.Commands.Agents;

/// <summary><c>synapse agents key ID</c>: gives an agent that runs elsewhere a new key, shown once.</summary>
internal static class AgentsKeyCommand
{
    private const int KeyBytes = 32;

    public static Command Create(CliOutput output)
    {
        var id = RegisteredAgent.Argument();
        return TenantVerb.Changing(new Command("key", "Make a new key for an agent that runs elsewhere; it is shown once, and only its hash is kept.") { id }, output, async (parse, journal) =>
        {
            var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes));
            var answer = await journal.SendAsync<AgentCommand, AgentReply>(journal.IdOf(AgentAggregate.Kind, parse.GetValue(id)!), new AgentCommand.SetKey(AgentKey.HashOf(key)));
            if (answer.Refusal is { } refusal)
            {
                return JournalVerb.Refuse(journal.Output, refusal);
            }

            journal.Output.Out.WriteLine(key);
            journal.Output.Error.WriteLine("keep it where the agent finds it: it is not shown again, and the one before opens nothing any more");
            return ExitCodes.Ok;
        });
    }
}
