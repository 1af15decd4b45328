using System.Security.Cryptography;
using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;

namespace Synapse.Storage;

/// <summary>An event in memory.</summary>
internal sealed class MemoryRow(long position, AggregateId stream, long version, EventData @event, ReadOnlyMemory<byte> hash)
{
    public long Position => position;

    public AggregateId Stream => stream;

    public long Version => version;

    public ReadOnlyMemory<byte> Hash => hash;

    public EventData Event { get; private set; } = @event;

    public bool IsCompacted { get; private set; }

    public byte[] Digest { get; } = SHA256.HashData(@event.Data.Span);

    public void Compact() => (Event, IsCompacted) = (Event with { Data = default }, true);
}
