using System.CommandLine;
using Synapse.Cli.Commands.Reviews;
using Synapse.Cli.Journals;
using Synapse.Core.Queues;

namespace Synapse.Cli.Commands.Queues;

/// <summary><c>synapse queue pause NAME</c>: the queue goes on taking work and gives none out.</summary>
internal static class QueuePauseCommand
{
    public static Command Create(CliOutput output)
    {
        var name = QueueNames.Argument();
        var reason = new Option<string>("--reason") { Description = "Why, for whoever wonders.", HelpName = "TEXT", DefaultValueFactory = _ => "" };
        var until = new Option<string?>("--until") { Description = $"When it goes on by itself: {InstantText.AheadHelp}. Default: never.", HelpName = "TIME" };
        return TenantVerb.Changing(new Command("pause", "Give no work out; what workers have they finish.") { name, reason, until }, output, async (parse, journal) =>
        {
            DateTimeOffset? end = null;
            if (parse.GetValue(until) is { } text)
            {
                end = InstantText.ReadAhead(text, journal.Now);
                if (end is null)
                {
                    return JournalVerb.Refuse(journal.Output, $"--until '{text}' is no instant; it is {InstantText.AheadHelp}");
                }
            }

            var done = $"is paused{(end is { } at ? $" until {InstantText.Of(at)} UTC" : "; 'synapse queue resume' lets it go on")}";
            return await QueueModeVerb.RunAsync(journal, parse.GetValue(name)!, new QueueCommand.SetMode(QueueMode.Paused, parse.GetValue(reason)!, end), done);
        });
    }
}
