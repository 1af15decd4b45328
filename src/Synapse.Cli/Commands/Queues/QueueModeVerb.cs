using Synapse.Cli.Journals;
using Synapse.Core.Queues;

namespace Synapse.Cli.Commands.Queues;

/// <summary>What pause, resume and drain have in common.</summary>
internal static class QueueModeVerb
{
    public static async Task<int> RunAsync(TenantJournal journal, string name, QueueCommand.SetMode command, string done)
    {
        if (await QueueNames.FindAsync(journal, name) is not { } id)
        {
            return ExitCodes.Usage;
        }

        var answer = await journal.SendAsync<QueueCommand, QueueReply>(id, command);
        if (answer.Refusal is { } refusal)
        {
            return JournalVerb.Refuse(journal.Output, refusal);
        }

        journal.Say($"{name} {done}");
        return ExitCodes.Ok;
    }
}
