using Orleans.Runtime;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;

namespace Synapse.Cluster.Client.Signals;

/// <summary>
/// Where signals are found among Orleans streams. Each goes to two: that of its type in its tenant, and that of the aggregate it happened to.
/// The items of both are <see cref="Contracts.Signals.SignalMessage"/>.
/// </summary>
public static class SignalStreams
{
    /// <summary>The name of the stream provider, on silos and clients.</summary>
    public const string Provider = "synapse";

    /// <summary>The namespace of the streams of one aggregate each; their key is <c>tenant/kind/id</c>. No signal type is called so.</summary>
    public const string OfAggregates = "signals";

    /// <summary>All signals of one type in a tenant: <paramref name="type"/> is the namespace, the tenant the key.</summary>
    public static StreamId OfType(string type, string tenant) => StreamId.Create(type, tenant);

    /// <summary>All signals of one aggregate.</summary>
    public static StreamId OfAggregate(AggregateId id) => OfSubject(id.ToString());

    /// <summary>All signals of one review.</summary>
    public static StreamId OfReview(string tenant, string id) => OfAggregate(new AggregateId(tenant, ReviewAggregate.Kind, id));

    /// <param name="subject">The subject of the signals: <c>tenant/kind/id</c>.</param>
    public static StreamId OfSubject(string subject) => StreamId.Create(OfAggregates, subject);

    /// <summary>The aggregate that a stream is all about; null for a stream of another kind.</summary>
    internal static AggregateId? AggregateOf(StreamId stream) =>
        stream.GetNamespace() == OfAggregates && stream.GetKeyAsString().Split('/') is [var tenant, var kind, var id] ? new AggregateId(tenant, kind, id) : null;
}
