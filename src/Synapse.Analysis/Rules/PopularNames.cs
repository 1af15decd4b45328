using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;

namespace Synapse.Analysis.Rules;

/// <summary>
/// The best-known package names of each registry, one list a file. A name that is one of them but for a single letter (one too many, one
/// missing, another one, two swapped) and is not well known itself is what those register who wait for a slip of the finger.
/// </summary>
internal static class PopularNames
{
    /// <summary>Shorter names have too many honest neighbours.</summary>
    private const int ShortestName = 5;

    /// <summary>In a shorter name another letter makes another word: jsdoc is no slip for jsdom.</summary>
    private const int ShortestWithOtherLetter = 6;
    private const string Prefix = "popular/";

    private static readonly Assembly Assembly = typeof(PopularNames).Assembly;
    private static readonly ConcurrentDictionary<string, FrozenSet<string>> Read = new(StringComparer.Ordinal);

    public static IReadOnlyList<string> Lists { get; } =
        [.. Assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Select(n => n[Prefix.Length..]).Order(StringComparer.Ordinal)];

    public static bool IsNear(string list, ReadOnlySpan<char> name)
    {
        if (name.Length < ShortestName || name.Length > 100)
        {
            return false;
        }

        var names = Read.GetOrAdd(list, Load);
        var plain = Plain(name.ToString());
        return !names.Contains(plain) && names.Any(n => n.Length >= ShortestName && Math.Abs(n.Length - plain.Length) <= 1 && IsOneAway(n, plain));
    }

    private static bool IsOneAway(string known, string name)
    {
        var start = 0;
        while (start < known.Length && start < name.Length && known[start] == name[start])
        {
            start++;
        }

        var left = known.AsSpan(start);
        var right = name.AsSpan(start);
        return left.Length == right.Length
            ? (name.Length >= ShortestWithOtherLetter && left[1..].SequenceEqual(right[1..])) || (left.Length > 1 && left[0] == right[1] && left[1] == right[0] && left[2..].SequenceEqual(right[2..]))
            : left.Length > right.Length ? !IsVersion(left) && left[1..].SequenceEqual(right) : !IsVersion(right) && right[1..].SequenceEqual(left);
    }

    /// <summary>What one name has more than the other is a digit at its end: the same package of another generation, such as oauth and oauth2.</summary>
    private static bool IsVersion(ReadOnlySpan<char> more) => more is [>= '0' and <= '9'];

    /// <summary>Registries take capitals, points and underscores for the same as their plain forms.</summary>
    private static string Plain(string name) => name.ToLowerInvariant().Replace('_', '-');

    private static FrozenSet<string> Load(string list)
    {
        using var reader = new StreamReader(Assembly.GetManifestResourceStream(Prefix + list)!);
        return reader.ReadToEnd().Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(Plain).ToFrozenSet(StringComparer.Ordinal);
    }
}
