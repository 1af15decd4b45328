using System.IO.Compression;
using Synapse.Runtime.Journal;

namespace Synapse.Storage.Chain;

/// <summary>Bodies as they are stored: Brotli at a quality that costs little time.</summary>
internal static class PackedBody
{
    private const int Quality = 4;
    private const int Window = 22;

    public static byte[] Pack(ReadOnlyMemory<byte> content)
    {
        if (content.Length > IBodyStore.MaxBytes)
        {
            throw new ArgumentException($"a body has at most {IBodyStore.MaxBytes} bytes and this one has {content.Length}; clip it and say so", nameof(content));
        }

        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(content.Length)];
        return BrotliEncoder.TryCompress(content.Span, packed, out var written, Quality, Window)
            ? packed[..written]
            : throw new InvalidOperationException("the buffer for a compressed body was too small");
    }

    /// <exception cref="InvalidDataException">It is not what the hash names.</exception>
    public static ReadOnlyMemory<byte> Unpack(byte[] packed, long size, ContentHash hash)
    {
        if (size is >= 0 and <= IBodyStore.MaxBytes)
        {
            var content = new byte[size];
            if (BrotliDecoder.TryDecompress(packed, content, out var written) && written == size && ContentHash.Of(content) == hash)
            {
                return content;
            }
        }

        throw new InvalidDataException($"the stored body {hash} is damaged");
    }
}
