using System.CommandLine;

namespace Synapse.Cli.Commands.Queues;

internal static class QueueCommands
{
    public static Command Create(CliOutput output) => new("queue", "Look at work queues, and stop, empty or refill them.")
    {
        QueueListCommand.Create(output),
        QueueShowCommand.Create(output),
        QueuePauseCommand.Create(output),
        QueueResumeCommand.Create(output),
        QueueDrainCommand.Create(output),
        QueueRedriveCommand.Create(output),
        QueueLimitCommand.Create(output),
    };
}
