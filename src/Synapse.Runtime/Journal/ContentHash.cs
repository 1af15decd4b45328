using System.Security.Cryptography;

namespace Synapse.Runtime.Journal;

/// <summary>Names a body by what is in it.</summary>
/// <param name="Hex">SHA-256 of the uncompressed content, 64 lower-case hexadecimal digits.</param>
public sealed record ContentHash(string Hex)
{
    public static ContentHash Of(ReadOnlySpan<byte> content) => new(Convert.ToHexStringLower(SHA256.HashData(content)));

    public override string ToString() => Hex;
}
