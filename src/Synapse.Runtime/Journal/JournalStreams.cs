using System.Runtime.CompilerServices;
using Synapse.Core.Kernel;

namespace Synapse.Runtime.Journal;

/// <summary>Streams, page by page.</summary>
public static class JournalStreams
{
    private const int Page = 1_000;

    /// <summary>All streams of a kind in a tenant, ordered by id.</summary>
    public static async IAsyncEnumerable<AggregateId> StreamsAsync(this IJournalStore journal, string kind, string tenant, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IReadOnlyList<AggregateId> page = [];
        do
        {
            page = await journal.ReadStreamsAsync(kind, tenant, "", page.Count == 0 ? null : page[^1], Page, cancellationToken);
            foreach (var id in page)
            {
                yield return id;
            }
        }
        while (page.Count == Page);
    }
}
