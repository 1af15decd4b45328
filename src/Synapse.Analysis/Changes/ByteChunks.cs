namespace Synapse.Analysis.Changes;

/// <summary>Bytes of a stream, up to a limit, in chunks small enough to stay off the large object heap while they grow.</summary>
internal sealed class ByteChunks
{
    private const int ChunkBytes = 64 << 10;

    private readonly List<ReadOnlyMemory<byte>> _chunks = [];

    public IReadOnlyList<ReadOnlyMemory<byte>> Chunks => _chunks;

    public int Total { get; private set; }

    /// <summary>True when the stream held more than the limit.</summary>
    public bool Clipped { get; private set; }

    /// <summary>One array of the runtime holds no more than this many characters, whatever the configured limit says.</summary>
    public static int Cap(long maxBytes) => (int)Math.Clamp(maxBytes, 0, 1 << 30);

    public static ByteChunks Of(ReadOnlyMemory<byte> bytes, long maxBytes)
    {
        var cap = Cap(maxBytes);
        var chunks = new ByteChunks { Clipped = bytes.Length > cap };
        chunks.Append(bytes[..Math.Min(bytes.Length, cap)]);
        return chunks;
    }

    public static ByteChunks Read(Stream stream, long maxBytes)
    {
        var chunks = new ByteChunks();
        for (var full = true; full && !chunks.Clipped;)
        {
            var buffer = new byte[ChunkBytes];
            var read = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            full = chunks.Take(buffer, read, Cap(maxBytes));
        }

        return chunks;
    }

    public static async Task<ByteChunks> ReadAsync(Stream stream, long maxBytes, CancellationToken cancellation)
    {
        var chunks = new ByteChunks();
        for (var full = true; full && !chunks.Clipped;)
        {
            var buffer = new byte[ChunkBytes];
            var read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
            full = chunks.Take(buffer, read, Cap(maxBytes));
        }

        return chunks;
    }

    public byte[] ToArray()
    {
        var all = new byte[Total];
        var at = 0;
        foreach (var chunk in _chunks)
        {
            chunk.Span.CopyTo(all.AsSpan(at));
            at += chunk.Length;
        }

        return all;
    }

    /// <returns>Whether the chunk was filled, so that more may follow.</returns>
    private bool Take(byte[] buffer, int read, int cap)
    {
        var keep = Math.Min(read, cap - Total);
        Clipped = keep < read;
        Append(buffer.AsMemory(0, keep));
        return read == buffer.Length;
    }

    private void Append(ReadOnlyMemory<byte> chunk)
    {
        if (chunk.Length > 0)
        {
            _chunks.Add(chunk);
            Total += chunk.Length;
        }
    }
}
