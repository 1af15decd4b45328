using System.Text;

namespace Synapse.Analysis.Changes;

/// <summary>Bytes to text. Never fails: what is not UTF-8 (or UTF-16 after its byte order mark) becomes U+FFFD.</summary>
internal static class TextDecoding
{
    /// <summary>As many bytes as git looks at to tell a binary file.</summary>
    public const int BinaryProbeBytes = 8000;

    public static bool LooksBinary(ReadOnlySpan<byte> start) => start[..Math.Min(start.Length, BinaryProbeBytes)].Contains((byte)0);

    /// <summary>The text of a whole file, without its byte order mark.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var (encoding, markLength) = Detect(bytes);
        return encoding.GetString(bytes[markLength..]);
    }

    /// <summary>Decodes chunk by chunk into one buffer, so that bytes and text exist side by side only once.</summary>
    public static ReadOnlyMemory<char> Decode(ByteChunks input)
    {
        if (input.Total == 0)
        {
            return default;
        }

        var (encoding, markLength) = Detect(input.Chunks[0].Span);
        var decoder = encoding.GetDecoder();
        // No more than one character per byte in UTF-8, the longest case; the rest is for a sequence cut off at the end.
        var chars = new char[(encoding == Encoding.UTF8 ? input.Total : input.Total / 2) + 4];
        var length = 0;
        foreach (var chunk in input.Chunks)
        {
            length += decoder.GetChars(chunk.Span[markLength..], chars.AsSpan(length), flush: false);
            markLength = 0;
        }

        length += decoder.GetChars([], chars.AsSpan(length), flush: true);
        return chars.AsMemory(0, length);
    }

    private static (Encoding Encoding, int MarkLength) Detect(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        _ => (Encoding.UTF8, 0),
    };
}
