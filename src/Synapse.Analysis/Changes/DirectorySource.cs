using Synapse.Core.Kernel;

namespace Synapse.Analysis.Changes;

/// <summary>
/// Whole files instead of a diff (<c>--all PATH</c>): a file, or every file below a folder. Inside of a git repository paths are
/// relative to its root and ignored files are left out; elsewhere paths are relative to the folder and only the folders of version
/// control systems are left out. Symbolic links are listed with their mode and never followed.
/// </summary>
public static class DirectorySource
{
    private static readonly string[] ControlFolders = [".git", ".hg", ".svn"];

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    public static async Task<ChangeResult> ReadAsync(string path, ChangeLimits limits, CancellationToken cancellation = default)
    {
        var isFolder = Directory.Exists(path);
        if (!isFolder && !File.Exists(path))
        {
            return ChangeResult.Refused(RefusalCode.NotFound, $"There is no file or folder {path}.");
        }

        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var folder = isFolder ? full : Path.GetDirectoryName(full)!;
        var listing = new Listing(limits);
        var root = folder;
        var opened = await GitRepository.OpenAsync(folder, limits, cancellation);
        if (opened.Succeeded)
        {
            await using var repository = opened.Repository;
            if (await PrefixAsync(repository, folder, cancellation) is { } prefix)
            {
                root = repository.Root;
                listing.Paths.UnionWith(isFolder ? await ListAsync(repository, prefix, cancellation) : [prefix + Path.GetFileName(full)]);
                if (isFolder && listing.Paths.Count == 0)
                {
                    // The folder itself is ignored. Naming it says that it is meant.
                    Walk(folder, prefix, listing, cancellation);
                }

                return ChangeResult.Of(listing.Build(root));
            }
        }

        if (isFolder)
        {
            Walk(folder, "", listing, cancellation);
        }
        else
        {
            listing.Paths.Add(Path.GetFileName(full));
        }

        return ChangeResult.Of(listing.Build(root));
    }

    /// <summary>The folder as git names it, from the root of the working tree; null outside of a working tree.</summary>
    private static async Task<string?> PrefixAsync(GitRepository repository, string folder, CancellationToken cancellation)
    {
        var output = await new GitProcess(folder).RunAsync(["rev-parse", "--is-inside-work-tree", "--show-prefix"], cancellation);
        return output.Succeeded && Directory.Exists(repository.Root) && output.Text.Split('\n') is ["true", var prefix, ..] ? prefix : null;
    }

    private static async Task<IEnumerable<string>> ListAsync(GitRepository repository, string prefix, CancellationToken cancellation)
    {
        var output = await repository.ListAsync(prefix.Length == 0 ? "." : prefix, cancellation);
        return output.Text.Split('\0', StringSplitOptions.RemoveEmptyEntries);
    }

    private static void Walk(string top, string prefix, Listing listing, CancellationToken cancellation)
    {
        var folders = new Stack<(string Folder, string Prefix)>([(top, prefix)]);
        while (folders.TryPop(out var next))
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                foreach (var entry in new DirectoryInfo(next.Folder).EnumerateFileSystemInfos("*", Everything))
                {
                    if (entry is not DirectoryInfo || entry.LinkTarget is not null)
                    {
                        listing.Paths.Add(next.Prefix + entry.Name);
                    }
                    else if (!ControlFolders.Contains(entry.Name))
                    {
                        folders.Push((entry.FullName, $"{next.Prefix}{entry.Name}/"));
                    }
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                listing.Clips.Add(new ChangeClip(next.Prefix.TrimEnd('/'), ClipNames.Unreadable, "The folder could not be listed."));
            }
        }
    }

    private sealed class Listing(ChangeLimits limits)
    {
        public SortedSet<string> Paths { get; } = new(StringComparer.Ordinal);

        public List<ChangeClip> Clips { get; } = [];

        public Change Build(string root)
        {
            var texts = new FolderTexts(root, limits.MaxFileBytes);
            var files = new List<ChangedFile>();
            var skipped = 0;
            foreach (var path in Paths)
            {
                if (Describe(root, path, texts) is not { } file)
                {
                    continue;
                }

                if (files.Count < limits.MaxFiles)
                {
                    files.Add(file);
                }
                else
                {
                    skipped++;
                }
            }

            if (skipped > 0)
            {
                Clips.Add(new ChangeClip("", nameof(ChangeLimits.MaxFiles), $"{skipped} files beyond the first {limits.MaxFiles} were not read."));
            }

            return new Change("", "", "", "", files, Clips, texts);
        }

        /// <summary>Null for a tracked file that is no longer there.</summary>
        private ChangedFile? Describe(string root, string path, FolderTexts texts)
        {
            if (texts.IsLink(path))
            {
                return new ChangedFile(path, path, FileStatus.Whole, [], NewMode: FolderTexts.LinkMode);
            }

            if (Directory.Exists(Path.Combine(root, path)))
            {
                // Only a submodule, or another repository inside of this one, is listed as a folder.
                return new ChangedFile(path.TrimEnd('/'), path.TrimEnd('/'), FileStatus.Whole, [], IsSubmodule: true);
            }

            if (texts.Find(path) is not { } found)
            {
                // A name that is not UTF-8 cannot be opened by its decoded form, but it is there.
                if (path.Contains('\uFFFD', StringComparison.Ordinal))
                {
                    Clips.Add(new ChangeClip(path, ClipNames.Unreadable, "The file could not be opened: its name is not valid UTF-8."));
                    return new ChangedFile(path, path, FileStatus.Whole, []);
                }

                return null;
            }

            var survey = texts.Survey(path);
            if (survey is null)
            {
                Clips.Add(new ChangeClip(path, ClipNames.Unreadable, "The file could not be opened."));
            }
            else if (found.Length > limits.MaxFileBytes)
            {
                Clips.Add(new ChangeClip(path, nameof(ChangeLimits.MaxFileBytes), $"The file is larger than {limits.MaxFileBytes} bytes and is not read."));
            }

            return new ChangedFile(path, path, FileStatus.Whole, [], IsBinary: survey is { IsBinary: true }, WholeLines: survey?.Lines ?? 0);
        }
    }
}
