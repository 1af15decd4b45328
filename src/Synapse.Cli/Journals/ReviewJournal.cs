using Synapse.Core;
using Synapse.Runtime.Journal;
using Synapse.Storage;

namespace Synapse.Cli.Journals;

/// <summary>The journal that a review is recorded in.</summary>
internal static class ReviewJournal
{
    /// <summary>
    /// Null after saying why the named journal cannot be used. The default one need not be usable: a review is worth more than its record,
    /// so it goes on in memory and says so.
    /// </summary>
    public static async Task<IJournalStore?> OpenAsync(string? flag, bool inMemory, CliOutput output, CancellationToken cancellation)
    {
        if (inMemory)
        {
            return new MemoryJournal();
        }

        var (place, problem) = JournalPlace.Of(flag);
        if (place is null)
        {
            JournalVerb.Refuse(output, problem!);
            return null;
        }

        return await OpenAsync(place, output, cancellation);
    }

    public static async Task<IJournalStore?> OpenAsync(JournalPlace place, CliOutput output, CancellationToken cancellation)
    {
        try
        {
            return await JournalVerb.OpenAsync(place, bringForward: true, output, cancellation);
        }
        catch (Exception e) when (JournalProblem.Is(e))
        {
            var cause = $"the journal {place.Name} cannot be used: {JournalProblem.Of(e)}";
            if (place.IsNamed)
            {
                JournalVerb.Refuse(output, cause);
                return null;
            }

            output.Error.WriteLine($"synapse: this review is not recorded: {VisibleText.Escape(cause)}");
            return new MemoryJournal();
        }
    }
}
