namespace Synapse.Analysis.Changes;

/// <summary>Whole files below a folder on disk. Follows no symbolic link, neither as the file nor on the way to it.</summary>
internal sealed class FolderTexts(string root, int maxFileBytes) : IFileTexts
{
    public const string LinkMode = "120000";

    public string? Read(string path) => ReadBytes(path, out _) is { } bytes ? TextDecoding.Decode(bytes) : null;

    /// <param name="isTooLarge">True when the only obstacle is the size.</param>
    public byte[]? ReadBytes(string path, out bool isTooLarge)
    {
        isTooLarge = false;
        if (Find(path) is not { } file)
        {
            return null;
        }

        try
        {
            isTooLarge = file.Length > maxFileBytes;
            var bytes = isTooLarge ? null : ReadUpTo(file, int.MaxValue, out isTooLarge);
            return isTooLarge ? null : bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The first bytes, to tell a binary file; null when it cannot be opened.</summary>
    public byte[]? ReadStart(string path)
    {
        try
        {
            return Find(path) is { } file ? ReadUpTo(file, TextDecoding.BinaryProbeBytes, out _) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The regular file of that path, or null.</summary>
    public FileInfo? Find(string path)
    {
        if (path.Contains('\0', StringComparison.Ordinal) || path.Split('/') is not [.., var name] segments || name.Length == 0)
        {
            return null;
        }

        var current = root;
        foreach (var segment in segments)
        {
            if (segment is "" or "." or ".." || segment.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                return null;
            }

            current = Path.Combine(current, segment);
            if (new FileInfo(current).LinkTarget is not null)
            {
                return null;
            }
        }

        var file = new FileInfo(current);
        return file.Exists && (file.Attributes & (FileAttributes.Directory | FileAttributes.ReparsePoint | FileAttributes.Device)) == 0 ? file : null;
    }

    /// <summary>Whether the path itself is a symbolic link.</summary>
    public bool IsLink(string path) =>
        !path.Contains('\0', StringComparison.Ordinal) && new FileInfo(Path.Combine(root, path)).LinkTarget is not null;

    private byte[]? ReadUpTo(FileInfo file, int count, out bool isTooLarge)
    {
        isTooLarge = false;
        // Never opened when empty: a named pipe has no length either, and opening one waits for a writer that may never come.
        if (file.Length == 0)
        {
            return [];
        }

        using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        // One more than expected shows a file that grew or is too large.
        var buffer = new byte[Math.Min(count, Math.Min(file.Length, maxFileBytes) + 1)];
        var read = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        isTooLarge = read > maxFileBytes;
        return buffer.AsSpan(0, read).ToArray();
    }
}
