using System.Text;

namespace Synapse.Analysis.Changes;

/// <summary>Whole files of one revision. Walks the tree objects itself: they tell a symbolic link or a submodule from a file.</summary>
internal sealed class TreeTexts(GitObjects objects, string rootTree, int maxFileBytes) : IFileTexts
{
    private const int MaxTreeBytes = 64 << 20;

    /// <summary>Folders kept in memory; beyond, they are forgotten together and read again.</summary>
    private const int MaxCachedFolders = 2_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Dictionary<string, TreeEntry>> _folders = [];

    private readonly record struct TreeEntry(string Mode, string Id);

    public string? Read(string path)
    {
        var segments = path.Split('/');
        var tree = rootTree;
        for (var i = 0; i < segments.Length; i++)
        {
            if (!Folder(tree).TryGetValue(segments[i], out var entry))
            {
                return null;
            }

            if (i < segments.Length - 1)
            {
                if (entry.Mode != "40000")
                {
                    return null;
                }

                tree = entry.Id;
                continue;
            }

            var content = entry.Mode.StartsWith("100", StringComparison.Ordinal) ? objects.Read(entry.Id, "blob", maxFileBytes) : null;
            return content is null ? null : TextDecoding.Decode(content);
        }

        return null;
    }

    private Dictionary<string, TreeEntry> Folder(string tree)
    {
        lock (_lock)
        {
            if (_folders.TryGetValue(tree, out var known))
            {
                return known;
            }

            if (_folders.Count >= MaxCachedFolders)
            {
                _folders.Clear();
            }

            return _folders[tree] = Parse(objects.Read(tree, "tree", MaxTreeBytes), tree.Length / 2);
        }
    }

    /// <summary>Entries are <c>mode SP name NUL id</c>. Names are compared as decoded, as in a diff, so that odd bytes find their file.</summary>
    private static Dictionary<string, TreeEntry> Parse(byte[]? bytes, int idBytes)
    {
        var entries = new Dictionary<string, TreeEntry>(StringComparer.Ordinal);
        var rest = bytes.AsSpan();
        while (!rest.IsEmpty)
        {
            var space = rest.IndexOf((byte)' ');
            var end = rest.IndexOf((byte)0);
            if (space < 0 || end < space || rest.Length < end + 1 + idBytes)
            {
                break;
            }

            var mode = Encoding.ASCII.GetString(rest[..space]);
            var id = Convert.ToHexStringLower(rest.Slice(end + 1, idBytes));
            entries.TryAdd(Encoding.UTF8.GetString(rest[(space + 1)..end]), new TreeEntry(mode, id));
            rest = rest[(end + 1 + idBytes)..];
        }

        return entries;
    }
}
