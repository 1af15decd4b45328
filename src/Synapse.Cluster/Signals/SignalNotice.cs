using Orleans.Runtime;
using Orleans.Streams;

namespace Synapse.Cluster.Signals;

/// <summary>
/// Tells the pulling agent that a stream has something for its listeners. It never leaves the silo and holds no signals: each listener's
/// cursor takes them from the pages.
/// </summary>
/// <param name="SequenceToken">Nothing that the listeners have not had lies before it.</param>
/// <param name="Through">How far the queue is read.</param>
internal sealed record SignalNotice(StreamId StreamId, StreamSequenceToken SequenceToken, long Through) : IBatchContainer
{
    public IEnumerable<Tuple<T, StreamSequenceToken>> GetEvents<T>() => [];

    public bool ImportRequestContext() => false;
}
