using Orleans.Runtime;

namespace Synapse.Cluster.Signals;

/// <summary>The signals of the events after one position up to another, by stream, in order.</summary>
internal sealed class SignalPage(long after, long through, int events, IReadOnlyDictionary<StreamId, List<SignalItem>> items)
{
    public long After => after;

    public long Through => through;

    public int Events => events;

    public IEnumerable<StreamId> Streams => items.Keys;

    /// <summary>A page without signals.</summary>
    public static SignalPage Empty(long after, long through) => new(after, through, 0, new Dictionary<StreamId, List<SignalItem>>());

    /// <summary>Whether the event that follows this position is on the page, if there is one.</summary>
    public bool Covers(long position) => after <= position && position < through;

    public SignalPlace FirstOf(StreamId stream) => items[stream][0].Place;

    /// <summary>Signals of a stream after a place.</summary>
    public IReadOnlyList<SignalItem> Of(StreamId stream, SignalPlace place, int limit) =>
        items.TryGetValue(stream, out var all) ? [.. all.SkipWhile(i => i.Place.CompareTo(place) <= 0).Take(limit)] : [];
}
