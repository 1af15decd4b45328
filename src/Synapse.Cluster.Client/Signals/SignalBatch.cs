using Orleans;
using Orleans.Runtime;
using Orleans.Streams;
using Synapse.Contracts.Signals;

namespace Synapse.Cluster.Client.Signals;

/// <summary>Signals of one stream on their way to a listener, in order. It may be empty: then it only says where the listener is.</summary>
/// <param name="Positions">Of each signal's event.</param>
/// <param name="Indexes">Of each signal among those of its event.</param>
[GenerateSerializer]
[Alias("synapse.signal-batch")]
[Immutable]
internal sealed record SignalBatch(StreamId StreamId, StreamSequenceToken SequenceToken, SignalMessage[] Signals, long[] Positions, int[] Indexes) : IBatchContainer
{
    public IEnumerable<Tuple<T, StreamSequenceToken>> GetEvents<T>() =>
        Signals.OfType<T>().Select((s, i) => Tuple.Create<T, StreamSequenceToken>(s, new SignalToken(Positions[i], Indexes[i])));

    /// <summary>Signals come from the journal, not from a request.</summary>
    public bool ImportRequestContext() => false;
}
