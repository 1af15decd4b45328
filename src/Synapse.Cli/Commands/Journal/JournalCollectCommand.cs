using System.CommandLine;
using Synapse.Analysis.Reports;
using Synapse.Cli.Journals;
using Synapse.Runtime.Journal;

namespace Synapse.Cli.Commands.Journal;

/// <summary><c>synapse journal collect</c>: removes kept inputs that no review holds.</summary>
internal static class JournalCollectCommand
{
    /// <summary>Whoever has just stored an input may be about to request its review.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    private const int Page = 1_000;

    public static Command Create(CliOutput output)
    {
        var journal = JournalOptions.CreateJournal();
        var command = new Command("collect", "Remove stored changes that no review holds and nobody has used for a day.") { journal };
        command.SetAction((parse, cancellation) => JournalVerb.RunAsync(
            output, parse.GetValue(journal), bringForward: false, (store, _) => RunAsync(store, output, cancellation), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(IJournalStore journal, CliOutput output, CancellationToken cancellation)
    {
        var (removed, last) = (0, Page);
        while (last == Page)
        {
            last = await journal.Bodies.CollectAsync(TimeProvider.System.GetUtcNow() - Grace, Page, cancellation);
            removed += last;
        }

        output.Out.WriteLine($"{ReportText.Count(removed, "stored change")} removed");
        return ExitCodes.Ok;
    }
}
