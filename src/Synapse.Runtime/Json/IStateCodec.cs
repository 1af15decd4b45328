using System.Diagnostics.CodeAnalysis;

namespace Synapse.Runtime.Json;

/// <summary>Turns the state of one aggregate into bytes and back, for snapshots.</summary>
public interface IStateCodec<TState>
{
    /// <summary>Names the form of the state and the events folded into it, such as <c>review.state/1</c>. A change of either is a new name.</summary>
    string Schema { get; }

    ReadOnlyMemory<byte> Encode(TState state);

    /// <summary>False when the bytes are not a state of this schema; the events are replayed then.</summary>
    bool TryDecode(ReadOnlyMemory<byte> data, [MaybeNullWhen(false)] out TState state);

    /// <summary>About how many bytes of state a snapshot makes somebody write and read, where it is stored in fewer; 0 for its length.</summary>
    long WeightOf(TState state) => 0;
}
