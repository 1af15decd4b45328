using Synapse.Core.Reviews;
using Synapse.Runtime.Journal;

namespace Synapse.Runtime.Reviews;

/// <summary>
/// Finds what a specialist has already said of the same input, so that it is neither asked nor paid again. The input is the content digest of
/// the request, which covers everything that a specialist reads; the version covers everything that decides how it reads.
/// </summary>
public sealed class RecordedReports(IJournalStore journal)
{
    /// <summary>Reviews of the same content that are looked through, the newest first.</summary>
    private const int MaxReviews = 20;

    private static readonly ReviewEventCodec Codec = new();

    /// <summary>The newest reports of a content by the specialists of a plan, each with the review it was made for. None when the digest is empty.</summary>
    public async Task<IReadOnlyDictionary<string, RecordedReport>> FindAsync(string tenant, string contentDigest, ReviewPlan plan, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, RecordedReport>(StringComparer.Ordinal);
        if (contentDigest.Length == 0)
        {
            return found;
        }

        var page = await journal.Reviews.ListAsync(tenant, new ReviewFilter { ContentDigest = contentDigest }, ReviewOrder.Requested, new PageRequest(MaxReviews), cancellationToken);
        foreach (var review in page.Reply?.Items ?? [])
        {
            foreach (var recorded in (await journal.ReadAsync(review.Id, 0, cancellationToken)).Events)
            {
                if (Codec.Decode(recorded.Event.Type, recorded.Event.Data) is ReviewEvent.Reported { Report: var report }
                    && plan.Specialists.Any(s => s.Id == report.Specialist && s.Version == report.Version))
                {
                    found.TryAdd(report.Specialist, new RecordedReport(review.Id.Id, report));
                }
            }

            if (found.Count == plan.Specialists.Count)
            {
                break;
            }
        }

        return found;
    }
}
