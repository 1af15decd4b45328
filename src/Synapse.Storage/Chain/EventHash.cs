using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;

namespace Synapse.Storage.Chain;

/// <summary>
/// The links of a tenant's chain: hash = SHA-256(previous hash || position || leaf), where the leaf is a SHA-256 over the event's header
/// and the digest of its data. Texts carry their length, so that no two rows share a form. The previous hash of the first link is zero.
/// </summary>
internal static class EventHash
{
    public const int Size = SHA256.HashSizeInBytes;

    private static readonly byte[] Domain = "synapse.event/1"u8.ToArray();

    public static ReadOnlyMemory<byte> Start { get; } = new byte[Size];

    public static byte[] Leaf(AggregateId stream, long version, EventData @event) => Leaf(stream, version, @event, SHA256.HashData(@event.Data.Span));

    public static byte[] Leaf(AggregateId stream, long version, EventData @event, ReadOnlySpan<byte> dataDigest)
    {
        var row = new ArrayBufferWriter<byte>(512);
        row.Write(Domain);
        Write(row, stream.Tenant);
        Write(row, stream.Kind);
        Write(row, stream.Id);
        Write(row, version);
        Write(row, @event.Type);
        Write(row, @event.At.UtcTicks);
        Write(row, @event.Actor);
        Write(row, @event.CommandId);
        row.Write(dataDigest);
        return SHA256.HashData(row.WrittenSpan);
    }

    public static byte[] Next(ReadOnlySpan<byte> previous, long position, ReadOnlySpan<byte> leaf)
    {
        Span<byte> link = stackalloc byte[Size + sizeof(long) + Size];
        previous.CopyTo(link);
        BinaryPrimitives.WriteInt64BigEndian(link[Size..], position);
        leaf.CopyTo(link[(Size + sizeof(long))..]);
        return SHA256.HashData(link);
    }

    private static void Write(ArrayBufferWriter<byte> row, long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(row.GetSpan(sizeof(long)), value);
        row.Advance(sizeof(long));
    }

    private static void Write(ArrayBufferWriter<byte> row, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Write(row, (long)length);
        Encoding.UTF8.GetBytes(text, row.GetSpan(length));
        row.Advance(length);
    }
}
