using Orleans.Streams;
using Synapse.Cluster.Client.Signals;

namespace Synapse.Cluster.Signals;

/// <summary>A place among all signals: after those of the event at <paramref name="Position"/> up to <paramref name="Index"/>, that one included.</summary>
internal readonly record struct SignalPlace(long Position, int Index) : IComparable<SignalPlace>
{
    /// <summary>The last position whose signals all lie before this place.</summary>
    public long Through => Index == int.MaxValue ? Position : Position - 1;

    /// <summary>After all signals of the event at a position.</summary>
    public static SignalPlace After(long position) => new(position, int.MaxValue);

    /// <summary>Where to go on, given a token: before the signal it names, unless it says that this one was delivered.</summary>
    public static SignalPlace Of(StreamSequenceToken token) =>
        new(token.SequenceNumber, token is SignalToken { IsDelivered: true } ? token.EventIndex : token.EventIndex - 1);

    public int CompareTo(SignalPlace other) => (Position, Index).CompareTo((other.Position, other.Index));
}
