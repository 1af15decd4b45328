using Synapse.Analysis.Changes;
using Synapse.Analysis.Suppressions;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Reviews;

namespace Synapse.Hosting.Reviews;

/// <summary>A review of the journal with what it read.</summary>
/// <param name="Content">Null when it is not kept: the review was made without keeping it, or it was too large.</param>
public sealed record StoredChange(ReviewState State, (Change Change, RepositoryPolicy Policy)? Content)
{
    private static readonly ReviewEventCodec Codec = new();

    /// <exception cref="InvalidDataException">It is damaged, or of a form that this version does not know.</exception>
    public static async Task<StoredChange> ReadAsync(IJournalStore journal, AggregateId review, CancellationToken cancellationToken)
    {
        var state = Codec.Fold((await journal.ReadAsync(review, 0, cancellationToken)).Events);
        var kept = state.Change is { ContentDigest: { Length: > 0 } digest } ? await journal.Bodies.GetAsync(review.Tenant, new ContentHash(digest), cancellationToken) : null;
        return new StoredChange(state, kept is { } bytes ? ChangeArchive.Read(bytes) : null);
    }
}
