using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.Text.Json;
using Synapse.Core;
using Synapse.Core.Queues;
using Synapse.Runtime.Json;

namespace Synapse.Runtime.Queues;

/// <summary>
/// The states of queues as compressed JSON, for snapshots. A queue may hold a million items: the index is left out, since it follows from the entries, and
/// each lane is written once.
/// </summary>
public sealed class QueueStateCodec : IStateCodec<QueueState>
{
    private const long BytesPerEntry = 256;

    private static readonly QueueJson Json = QueueJson.Default;

    public string Schema => "queue.state/1";

    public long WeightOf(QueueState state) => state.Entries.Count * BytesPerEntry;

    public ReadOnlyMemory<byte> Encode(QueueState state)
    {
        var lanes = new Dictionary<WorkLane, int>();
        var stored = state.Entries.Values.Select(e =>
        {
            lanes.TryAdd(e.Item.Lane, lanes.Count);
            return new StoredEntry(e.Item.Id, lanes[e.Item.Lane], e.Item.Payload, Or(e.Item.Order), e.Item.DependsOn.Count == 0 ? null : e.Item.DependsOn, e.Item.NotBefore, e.Sequence, e.EnqueuedAt, e.ReadyAt, e.Status, e.Attempts, e.Token, e.Lease, Or(e.Cause));
        }).ToValueList();
        using var bytes = new MemoryStream();
        using (var packed = new BrotliStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            var whole = new StoredQueue(state with { Entries = default, Index = QueueIndex.Empty }, lanes.OrderBy(l => l.Value).Select(l => l.Key).ToValueList(), stored);
            JsonSerializer.Serialize(packed, whole, Json.StoredQueue);
        }

        return bytes.ToArray();
    }

    public bool TryDecode(ReadOnlyMemory<byte> data, [MaybeNullWhen(false)] out QueueState state)
    {
        state = null;
        try
        {
            using var packed = new BrotliStream(new MemoryStream(data.ToArray()), CompressionMode.Decompress);
            if (JsonSerializer.Deserialize(packed, Json.StoredQueue) is { } whole)
            {
                var entries = whole.Entries.Select(e => new WorkEntry(
                    new WorkItem(e.Id, whole.Lanes[e.Lane], e.Payload, e.Order ?? "", e.DependsOn ?? [], e.NotBefore), e.Sequence, e.EnqueuedAt, e.ReadyAt, e.Status, e.Attempts, e.Token, e.Lease, e.Cause ?? ""));
                state = whole.State.With(entries);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidDataException or IndexOutOfRangeException or InvalidOperationException)
        {
            // It is no state of this schema.
        }

        return state is not null;
    }

    private static string? Or(string text) => text.Length == 0 ? null : text;
}

/// <summary>A queue's state without what follows from the rest of it.</summary>
internal sealed record StoredQueue(QueueState State, ValueList<WorkLane> Lanes, ValueList<StoredEntry> Entries);

/// <param name="Lane">Its place in the list of lanes.</param>
internal sealed record StoredEntry(
    string Id, int Lane, string Payload, string? Order, ValueList<string>? DependsOn, DateTimeOffset? NotBefore, long Sequence, DateTimeOffset EnqueuedAt, DateTimeOffset ReadyAt,
    WorkStatus Status, int Attempts, long Token, WorkLease? Lease, string? Cause);
