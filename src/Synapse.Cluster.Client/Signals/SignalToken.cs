using Orleans;
using Orleans.Providers.Streams.Common;

namespace Synapse.Cluster.Client.Signals;

/// <summary>
/// The place of a signal: its event's position in the journal, then its place among the signals of that event. It is the same after any
/// restart, so a listener may keep it and go on from there, the signal itself included.
/// </summary>
[GenerateSerializer]
[Alias("synapse.signal-token")]
public sealed class SignalToken : EventSequenceTokenV2
{
    public SignalToken(long position, int index)
        : this(position, index, false)
    {
    }

    internal SignalToken(long position, int index, bool isDelivered)
        : base(position, index) => IsDelivered = isDelivered;

    /// <summary>Before every signal there is.</summary>
    public static SignalToken First { get; } = new(1, 0);

    /// <summary>Whether the listener has had all up to here, this included; it is how a batch says where it ends.</summary>
    [Id(0)]
    internal bool IsDelivered { get; }
}
