using Synapse.Analysis.Changes;
using Synapse.Cli.Journals;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Hosting.Reviews;
using Synapse.Runtime.Journal;

namespace Synapse.Cli.Reviews;

/// <summary>A review of the journal with what it read.</summary>
/// <param name="Input">Null when it is not kept: the review was made without keeping it, or it was too large.</param>
internal sealed record StoredReview(AggregateId Id, ReviewState State, ReviewInput? Input)
{
    /// <summary>Null after saying why there is none.</summary>
    public static async Task<StoredReview?> FindAsync(CliOutput output, IJournalStore journal, string text, CancellationToken cancellation)
    {
        if (await JournalVerb.FindReviewAsync(output, journal, ReviewSession.Tenant, text, cancellation) is not { } id)
        {
            return null;
        }

        var (state, content) = await StoredChange.ReadAsync(journal, id, cancellation);
        return new StoredReview(id, state, content is var (change, policy) ? new ReviewInput(change, $"review {id.Id}", policy, null) : null);
    }

    /// <summary>Says that the change is not there to be read again.</summary>
    public static int RefuseUnkept(CliOutput output, AggregateId id) => JournalVerb.Refuse(
        output, $"what review {id.Id} read is not kept (--no-keep, or more than {ChangeArchive.MaxBytes >> 20} MiB); review the change itself again");
}
