using System.CommandLine;
using System.Globalization;
using Synapse.Cli.Journals;
using Synapse.Core.Queues;

namespace Synapse.Cli.Commands.Queues;

/// <summary><c>synapse queue limit NAME KEY N</c>: how much runs at once.</summary>
internal static class QueueLimitCommand
{
    private const string Unlimited = "none";

    public static Command Create(CliOutput output)
    {
        var name = QueueNames.Argument();
        var key = new Argument<string>("KEY") { Description = "What the limit is for: queue, tenant:NAME, agent:NAME or provider:NAME; * as the name stands for each without an own one." };
        var number = new Argument<string>("N") { Description = $"Items that run at once, 1 or more; {Unlimited} takes the limit away." };
        return TenantVerb.Changing(new Command("limit", "Set how many items run at once.") { name, key, number }, output, async (parse, journal) =>
        {
            if (await QueueNames.FindAsync(journal, parse.GetValue(name)!) is not { } id)
            {
                return ExitCodes.Usage;
            }

            var (on, text, policy) = (parse.GetValue(key)!, parse.GetValue(number)!, (await journal.QueueAsync(id)).Policy);
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && text != Unlimited)
            {
                return JournalVerb.Refuse(journal.Output, $"'{text}' is no limit; it is a whole number from 1, or {Unlimited}");
            }

            var limits = text == Unlimited ? policy.Limits.Without(on) : policy.Limits.With(on, limit);
            var answer = await journal.SendAsync<QueueCommand, QueueReply>(id, new QueueCommand.Configure(policy with { Limits = limits }));
            if (answer.Refusal is { } refusal)
            {
                return JournalVerb.Refuse(journal.Output, refusal);
            }

            journal.Say(text == Unlimited ? $"{id.Id} has no limit for {on}" : $"{id.Id} runs at most {limit} at once for {on}");
            return ExitCodes.Ok;
        });
    }
}
