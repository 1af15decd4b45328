using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Synapse.Runtime.Journal;

namespace Synapse.Storage.Reviews;

/// <summary>
/// The end of a page as text that only this code reads. A digest over the question and the place tells a cursor that was damaged or that
/// belongs to another question; it is no secret, and need not be one: the question itself names the tenant.
/// </summary>
internal static class Cursor
{
    /// <summary>So that no cursor looks like a flag on a command line.</summary>
    private const char Start = 'c';

    private const int DigestSize = 8;
    private const int Numbers = 2 * sizeof(long);
    private const int MaxLength = 1024;

    public static string Write(string question, PageKey key)
    {
        var place = Place(key);
        return Text([.. Digest(question, place), .. place]);
    }

    public static bool TryRead(string cursor, string question, [NotNullWhen(true)] out PageKey? key)
    {
        key = null;
        if (cursor.Length is 0 or > MaxLength || !Base64Url.IsValid(cursor.AsSpan(1)))
        {
            return false;
        }

        var bytes = Base64Url.DecodeFromChars(cursor.AsSpan(1));
        if (bytes.Length < DigestSize + Numbers || Text(bytes) != cursor)
        {
            return false;
        }

        var place = bytes.AsSpan(DigestSize);
        if (!Digest(question, place).SequenceEqual(bytes.AsSpan(0, DigestSize)))
        {
            return false;
        }

        var text = Encoding.UTF8.GetString(place[Numbers..]);
        key = new PageKey(BinaryPrimitives.ReadInt64BigEndian(place), BinaryPrimitives.ReadInt64BigEndian(place[sizeof(long)..]), text);
        return ViewRow.Plain(text) == text;
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Start + Base64Url.EncodeToString(bytes);

    private static byte[] Place(PageKey key)
    {
        var place = new byte[Numbers + Encoding.UTF8.GetByteCount(key.Text)];
        BinaryPrimitives.WriteInt64BigEndian(place, key.First);
        BinaryPrimitives.WriteInt64BigEndian(place.AsSpan(sizeof(long)), key.Second);
        Encoding.UTF8.GetBytes(key.Text, place.AsSpan(Numbers));
        return place;
    }

    private static ReadOnlySpan<byte> Digest(string question, ReadOnlySpan<byte> place)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(question));
        hash.AppendData([0]);
        hash.AppendData(place);
        return hash.GetHashAndReset().AsSpan(0, DigestSize);
    }
}
