using System.CommandLine;
using Synapse.Cli.Journals;
using Synapse.Core;
using Synapse.Core.Agents;
using Synapse.Core.Agents.Registry;
using Synapse.Core.Findings;

namespace Synapse.Cli.Commands.Agents;

/// <summary>Agents of the journal, beside those that a configuration declares.</summary>
internal static class RegisteredAgent
{
    public static Argument<string> Argument() => new("ID") { Description = "The agent." };

    /// <summary>False after saying that there is none of this name, and which was probably meant.</summary>
    public static Task<bool> ExistsAsync(TenantJournal journal, string id) =>
        journal.ExistsAsync(AgentAggregate.Kind, id, "registered agent", "'synapse agents register FILE' makes one known, 'synapse agents list' shows those there are");

    /// <summary>Such as <c>security(csharp java)</c>.</summary>
    public static string CapabilitiesOf(ValueList<Capability> capabilities) =>
        string.Join(' ', capabilities.GroupBy(c => c.Category, c => c.Language).Select(group => $"{Names.Of(group.Key)}({string.Join(' ', group)})"));

    public static string Of(AgentStatus status) => status.ToString().ToLowerInvariant();

    public static async Task<int> SetStatusAsync(TenantJournal journal, string id, AgentStatus status, string reason, string done)
    {
        if (!await ExistsAsync(journal, id))
        {
            return ExitCodes.Usage;
        }

        var answer = await journal.SendAsync<AgentCommand, AgentReply>(journal.IdOf(AgentAggregate.Kind, id), new AgentCommand.SetStatus(status, reason));
        if (answer.Refusal is { } refusal)
        {
            return JournalVerb.Refuse(journal.Output, refusal);
        }

        journal.Say($"{id} {done}");
        return ExitCodes.Ok;
    }
}
