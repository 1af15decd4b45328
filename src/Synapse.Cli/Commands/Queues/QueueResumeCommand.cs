using System.CommandLine;
using Synapse.Cli.Journals;
using Synapse.Core.Queues;

namespace Synapse.Cli.Commands.Queues;

/// <summary><c>synapse queue resume NAME</c>: ends a pause, or draining.</summary>
internal static class QueueResumeCommand
{
    public static Command Create(CliOutput output)
    {
        var name = QueueNames.Argument();
        return TenantVerb.Changing(new Command("resume", "Take work and give it out again, after a pause or a drain.") { name }, output, (parse, journal) =>
            QueueModeVerb.RunAsync(journal, parse.GetValue(name)!, new QueueCommand.SetMode(QueueMode.Running, "", null), "is running"));
    }
}
