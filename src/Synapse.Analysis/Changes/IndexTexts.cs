namespace Synapse.Analysis.Changes;

/// <summary>Whole files of the index, as it was when the change was read.</summary>
internal sealed class IndexTexts(GitObjects objects, IReadOnlyDictionary<string, string> blobs, int maxFileBytes) : IFileTexts
{
    public string? Read(string path) =>
        blobs.TryGetValue(path, out var id) && objects.Read(id, "blob", maxFileBytes) is { } content ? TextDecoding.Decode(content) : null;

    /// <summary>Reads the output of `git ls-files --stage -z`: regular files without a conflict.</summary>
    public static Dictionary<string, string> ParseStages(string output)
    {
        var blobs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in output.Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            var tab = entry.IndexOf('\t', StringComparison.Ordinal);
            var fields = tab < 0 ? [] : entry[..tab].Split(' ');
            if (fields is [['1', '0', '0', ..], var id, "0"])
            {
                blobs.TryAdd(entry[(tab + 1)..], id);
            }
        }

        return blobs;
    }
}
