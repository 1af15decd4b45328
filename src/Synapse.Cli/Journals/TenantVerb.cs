using System.CommandLine;
using Synapse.Core.Kernel;

namespace Synapse.Cli.Journals;

/// <summary>Makes verbs that work on one tenant's part of a journal.</summary>
internal static class TenantVerb
{
    public static Option<bool> JsonOption() => new("--json") { Description = "Write JSON." };

    /// <summary>A verb that only looks.</summary>
    public static Command Reading(Command command, CliOutput output, Func<ParseResult, TenantJournal, Task<int>> run) => Of(command, output, makesJournal: false, run);

    /// <summary>A verb that changes something, and makes the journal where there is none.</summary>
    public static Command Changing(Command command, CliOutput output, Func<ParseResult, TenantJournal, Task<int>> run) => Of(command, output, makesJournal: true, run);

    private static Command Of(Command command, CliOutput output, bool makesJournal, Func<ParseResult, TenantJournal, Task<int>> run)
    {
        var options = new JournalOptions();
        options.AddTo(command);
        command.SetAction((parse, cancellation) => RunAsync(output, parse.GetValue(options.Journal), parse.GetValue(options.Tenant)!, makesJournal, journal => run(parse, journal), cancellation));
        return command;
    }

    public static Task<int> RunAsync(CliOutput output, string? flag, string tenant, bool makesJournal, Func<TenantJournal, Task<int>> run, CancellationToken cancellation) =>
        !AggregateId.IsValidPart(tenant)
            ? Task.FromResult(JournalVerb.Refuse(output, $"'{tenant}' is no tenant: it has 1 to {AggregateId.MaxPartLength} letters, digits, '-', '_' or '.'"))
            : JournalVerb.RunAsync(output, flag, bringForward: false, async (store, _) =>
            {
                using var journal = new TenantJournal(output, store, tenant, cancellation);
                return await run(journal);
            }, cancellation, makesJournal);
}
