using System.Diagnostics.CodeAnalysis;
using Synapse.Core.Queues;
using Synapse.Runtime.Json;

namespace Synapse.Runtime.Queues;

/// <summary>The states of queues as JSON, for snapshots. The index is left out: it follows from the entries.</summary>
public sealed class QueueStateCodec : IStateCodec<QueueState>
{
    private static readonly Plain Codec = new();

    public string Schema => Codec.Schema;

    public ReadOnlyMemory<byte> Encode(QueueState state) => Codec.Encode(state with { Index = QueueIndex.Empty });

    public bool TryDecode(ReadOnlyMemory<byte> data, [MaybeNullWhen(false)] out QueueState state)
    {
        state = Codec.TryDecode(data, out var stored) ? stored.Restored() : null;
        return state is not null;
    }

    private sealed class Plain() : JsonStateCodec<QueueState>("queue.state/1", QueueJson.Default.QueueState);
}
