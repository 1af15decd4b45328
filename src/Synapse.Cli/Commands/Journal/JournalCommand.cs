using System.CommandLine;

namespace Synapse.Cli.Commands.Journal;

internal static class JournalCommand
{
    public static Command Create(CliOutput output) => new("journal", "Look into the journal of a review, replay it, rebuild what is derived from it.")
    {
        JournalShowCommand.Create(output),
        JournalReplayCommand.Create(output),
        JournalRebuildCommand.Create(output),
        JournalDeadLettersCommand.Create(output),
        JournalCollectCommand.Create(output),
    };
}
