using Synapse.Core;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Runtime;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;
using Synapse.Storage;
using Synapse.Storage.Postgres;
using Synapse.Storage.Sqlite;

namespace Synapse.Cli.Journals;

/// <summary>Opens the journal for a verb that looks into it, and says in one line what is wrong when that fails.</summary>
internal static class JournalVerb
{
    /// <param name="bringForward">Whether read models of another form are rebuilt first.</param>
    /// <param name="run">Gets the journal and its name for people.</param>
    /// <param name="makesJournal">Whether a journal is made where there is none.</param>
    public static async Task<int> RunAsync(
        CliOutput output, string? flag, bool bringForward, Func<IJournalStore, string, Task<int>> run, CancellationToken cancellation, bool makesJournal = false)
    {
        var (place, problem) = JournalPlace.Of(flag);
        if (place is null)
        {
            return Refuse(output, problem!);
        }

        if (place.IsFile && !makesJournal && !File.Exists(place.Target))
        {
            if (place.IsNamed)
            {
                return Refuse(output, $"there is no journal {place.Name}");
            }

            output.Error.WriteLine($"synapse: there is no journal yet; 'synapse review' makes {VisibleText.Escape(place.Name)}");
            await using var empty = new MemoryJournal();
            return await run(empty, place.Name);
        }

        IJournalStore journal;
        try
        {
            journal = await OpenAsync(place, bringForward, output, cancellation);
        }
        catch (Exception e) when (JournalProblem.Is(e))
        {
            return Refuse(output, $"the journal {place.Name} cannot be used: {JournalProblem.Of(e)}");
        }

        await using (journal)
        {
            try
            {
                return await run(journal, place.Name);
            }
            catch (Exception e) when (JournalProblem.Is(e))
            {
                output.Error.WriteLine($"synapse: the journal {VisibleText.Escape(place.Name)} failed: {JournalProblem.Of(e)}");
                return ExitCodes.Internal;
            }
        }
    }

    public static async Task<IJournalStore> OpenAsync(JournalPlace place, bool bringForward, CliOutput output, CancellationToken cancellation)
    {
        place.Create();
        var journal = place.IsFile
            ? await SqliteJournal.OpenAsync(place.Target, TimeProvider.System, cancellationToken: cancellation)
            : await PostgresJournal.OpenAsync(place.Target, TimeProvider.System, cancellationToken: cancellation);
        try
        {
            var rebuilt = bringForward ? await new ViewRebuild(journal).HostAll().RunIfOutdatedAsync(cancellation) : null;
            foreach (var failure in rebuilt?.Failures ?? [])
            {
                output.Error.WriteLine($"synapse: not brought forward: {VisibleText.Escape(failure)}");
            }

            return journal;
        }
        catch
        {
            await journal.DisposeAsync();
            throw;
        }
    }

    /// <summary>Says what is wrong with what the user asked for.</summary>
    public static int Refuse(CliOutput output, string problem)
    {
        output.Error.WriteLine("synapse: " + VisibleText.Escape(problem));
        return ExitCodes.Usage;
    }

    public static int Refuse(CliOutput output, Refusal refusal)
    {
        Refuse(output, refusal.Message);
        return RefusalCodes.Describe(refusal.Code).ExitCode;
    }

    /// <summary>The review that an id, or the start of one, means; null after saying why there is none.</summary>
    public static async Task<AggregateId?> FindReviewAsync(CliOutput output, IJournalStore journal, string tenant, string id, CancellationToken cancellation)
    {
        const int Shown = 5;
        if (!AggregateId.IsValidPart(tenant) || !AggregateId.IsValidPart(id))
        {
            Refuse(output, $"'{(AggregateId.IsValidPart(id) ? tenant : id)}' is no name: it has 1 to {AggregateId.MaxPartLength} letters, digits, '-', '_' or '.'");
            return null;
        }

        var found = await journal.ReadStreamsAsync(ReviewAggregate.Kind, tenant, id, null, Shown + 1, cancellation);
        if (found.Count == 1 || (found.Count > 0 && found[0].Id == id))
        {
            return found[0];
        }

        Refuse(output, found.Count == 0
            ? $"there is no review '{id}'; 'synapse reviews list' shows those there are"
            : $"'{id}' is the start of several reviews: {string.Join(", ", found.Take(Shown).Select(f => f.Id))}{(found.Count > Shown ? ", ..." : "")}");
        return null;
    }
}
