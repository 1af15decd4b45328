using System.Buffers;

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
            var bytes = isTooLarge ? null : ReadWhole(file, out isTooLarge);
            return isTooLarge ? null : bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whether the file is binary, and how many lines it has if it is not and not too large; null when it cannot be opened.</summary>
    public (bool IsBinary, int Lines)? Survey(string path)
    {
        try
        {
            return Find(path) is { } file ? Survey(file) : null;
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

    private (bool IsBinary, int Lines) Survey(FileInfo file)
    {
        if (!HasContent(file))
        {
            return (false, 0);
        }

        using var stream = Open(file);
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            var read = stream.ReadAtLeast(buffer, TextDecoding.BinaryProbeBytes, throwOnEndOfStream: false);
            if (TextDecoding.LooksBinary(buffer.AsSpan(0, read)))
            {
                return (true, 0);
            }

            var (lines, last) = (0, (byte)'\n');
            for (; read > 0 && file.Length <= maxFileBytes; read = stream.Read(buffer))
            {
                lines += buffer.AsSpan(0, read).Count((byte)'\n');
                last = buffer[read - 1];
            }

            return (false, last == '\n' ? lines : lines + 1);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private byte[] ReadWhole(FileInfo file, out bool isTooLarge)
    {
        isTooLarge = false;
        if (!HasContent(file))
        {
            return [];
        }

        using var stream = Open(file);
        // One more than expected shows a file that grew or is too large.
        var buffer = new byte[Math.Min(file.Length, maxFileBytes) + 1];
        var read = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        isTooLarge = read > maxFileBytes;
        return buffer.AsSpan(0, read).ToArray();
    }

    /// <summary>What has no length is never opened: a named pipe has none either, and opening one waits for a writer that may never come.</summary>
    private static bool HasContent(FileInfo file) => file.Length > 0;

    private static FileStream Open(FileInfo file) =>
        new(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
}
