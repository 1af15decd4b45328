using System.CommandLine;
using Synapse.Cli.Journals;
using Synapse.Core.Queues;

namespace Synapse.Cli.Commands.Queues;

/// <summary><c>synapse queue drain NAME</c>: the queue empties itself.</summary>
internal static class QueueDrainCommand
{
    public static Command Create(CliOutput output)
    {
        var name = QueueNames.Argument();
        var reason = new Option<string>("--reason") { Description = "Why, for whoever wonders.", HelpName = "TEXT", DefaultValueFactory = _ => "" };
        return TenantVerb.Changing(new Command("drain", "Take no new work and give out what is there.") { name, reason }, output, (parse, journal) =>
            QueueModeVerb.RunAsync(journal, parse.GetValue(name)!, new QueueCommand.SetMode(QueueMode.Draining, parse.GetValue(reason)!, null), "takes no new work; 'synapse queue resume' ends that"));
    }
}
