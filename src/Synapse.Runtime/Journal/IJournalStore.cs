using Synapse.Core.Kernel;
using Synapse.Runtime.Reviews;

namespace Synapse.Runtime.Journal;

/// <summary>An open journal with what is kept beside the events, as a host opens it. Disposing it waits for what is being committed.</summary>
public interface IJournalStore : IJournal, IAsyncDisposable
{
    IBodyStore Bodies { get; }

    IAuditTrail Audit { get; }

    /// <summary>The rows of the read models.</summary>
    IViewStore Views { get; }

    /// <summary>How far readers of all events have come.</summary>
    IReaderPositions Positions { get; }

    /// <summary>What can be asked about reviews.</summary>
    IReviewQueries Reviews { get; }

    /// <summary>Streams of one kind, ordered by tenant and id.</summary>
    /// <param name="tenant">Null for those of all tenants.</param>
    /// <param name="idPrefix">What the ids start with; empty for all.</param>
    /// <param name="after">The last one of the page before; null for the first page.</param>
    ValueTask<IReadOnlyList<AggregateId>> ReadStreamsAsync(string kind, string? tenant, string idPrefix, AggregateId? after, int limit, CancellationToken cancellationToken);
}
