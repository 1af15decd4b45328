namespace Synapse.Analysis.Changes;

/// <summary>The two paths of a file header as written, and the prefixes (<c>a/</c> and <c>b/</c>, or others, or none) to take off.</summary>
internal readonly record struct PathPair(string Old, string New, int OldPrefix, int NewPrefix)
{
    public const string Nothing = "/dev/null";

    // git's own: a b (default), c i o w (mnemonic), 1 2 (mnemonic, outside of a repository).
    private const string PrefixLetters = "abciow12";

    /// <summary>
    /// The rest of a <c>diff --git</c> line. Unquoted paths with spaces cannot be told apart in general, but without a rename both
    /// sides are the same path behind prefixes of (almost always) the same length, so the line splits in its middle.
    /// </summary>
    public static PathPair? SplitGitHeader(ReadOnlySpan<char> rest)
    {
        if (QuotedPath.TryRead(rest, out var first, out var length))
        {
            var second = rest[length..].TrimStart(' ');
            return second.IsEmpty ? null : Of(first, QuotedPath.Read(second));
        }

        var quote = rest.IndexOf(" \"");
        if (quote > 0 && QuotedPath.TryRead(rest[(quote + 1)..], out var last, out length) && quote + 1 + length == rest.Length)
        {
            return Of(rest[..quote].ToString(), last);
        }

        var middle = rest.Length / 2;
        if (rest.Length % 2 == 1 && rest[middle] == ' ')
        {
            var pair = Of(rest[..middle].ToString(), rest[(middle + 1)..].ToString());
            if (pair.OldPath == pair.NewPath)
            {
                return pair;
            }
        }

        var space = rest.IndexOf(" b/");
        space = space >= 0 ? space : rest.IndexOf(' ');
        return space <= 0 ? null : Of(rest[..space].ToString(), rest[(space + 1)..].ToString());
    }

    public string OldPath => Old[OldPrefix..];

    public string NewPath => New[NewPrefix..];

    /// <summary>Finds the prefixes of two paths that name the same file, or of one path and <c>/dev/null</c>.</summary>
    public static PathPair Of(string old, string @new)
    {
        if (old == Nothing || @new == Nothing)
        {
            return new PathPair(old, @new, Letter(old, 'a'), Letter(@new, 'b'));
        }

        var oldSlash = old.IndexOf('/') + 1;
        var newSlash = @new.IndexOf('/') + 1;
        if (old == @new || oldSlash == 0 || newSlash == 0)
        {
            return new PathPair(old, @new, 0, 0);
        }

        // Only a prefix can make the first folder of the same file differ; `diff -ru old new` is read the same way.
        var letters = oldSlash == 2 && newSlash == 2 && old[0] != @new[0] && PrefixLetters.Contains(old[0]) && PrefixLetters.Contains(@new[0]);
        var sameRest = old.AsSpan(oldSlash).SequenceEqual(@new.AsSpan(newSlash));
        return letters || sameRest ? new PathPair(old, @new, oldSlash, newSlash) : new PathPair(old, @new, 0, 0);
    }

    /// <summary>Takes this pair's prefixes off the paths of <c>---</c> and <c>+++</c> lines, where they carry them.</summary>
    public (string Old, string New) Strip(string old, string @new) =>
        (StripOne(old, Old.AsSpan(0, OldPrefix)), StripOne(@new, New.AsSpan(0, NewPrefix)));

    private static string StripOne(string path, ReadOnlySpan<char> prefix) =>
        path.AsSpan().StartsWith(prefix) ? path[prefix.Length..] : path;

    private static int Letter(string path, char letter) => path.Length > 2 && path[0] == letter && path[1] == '/' ? 2 : 0;
}
