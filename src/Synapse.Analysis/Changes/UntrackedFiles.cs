namespace Synapse.Analysis.Changes;

/// <summary>Shows files that git does not track yet as added files, the way `git diff` would if they were staged.</summary>
internal sealed class UntrackedFiles(FolderTexts texts, ChangeLimits limits)
{
    private readonly List<ChangeClip> _clips = [];

    public Change AddTo(Change change, IReadOnlyList<string> paths)
    {
        List<ChangedFile> files = [.. change.Files];
        var room = Math.Max(0, limits.MaxFiles - files.Count);
        files.AddRange(paths.Take(room).Select(Read));
        if (paths.Count > room)
        {
            _clips.Add(new ChangeClip("", nameof(ChangeLimits.MaxFiles), $"{paths.Count - room} untracked files beyond the first {limits.MaxFiles} files were not read."));
        }

        return change with { Files = files, Clips = [.. change.Clips, .. _clips] };
    }

    private ChangedFile Read(string path)
    {
        if (path.EndsWith('/'))
        {
            // Another repository inside of this one: git lists the folder only.
            return new ChangedFile(path.TrimEnd('/'), path.TrimEnd('/'), FileStatus.Added, [], IsSubmodule: true);
        }

        var bytes = texts.ReadBytes(path, out var isTooLarge);
        if (bytes is not null)
        {
            var isBinary = TextDecoding.LooksBinary(bytes);
            return new ChangedFile(path, path, FileStatus.Added, isBinary ? [] : Hunks(path, TextDecoding.Decode(bytes)), isBinary);
        }

        if (texts.IsLink(path))
        {
            return new ChangedFile(path, path, FileStatus.Added, [], NewMode: FolderTexts.LinkMode);
        }

        _clips.Add(isTooLarge
            ? new ChangeClip(path, nameof(ChangeLimits.MaxFileBytes), $"The file is larger than {limits.MaxFileBytes} bytes and was not read.")
            : new ChangeClip(path, ClipNames.Unreadable, "The file could not be opened."));
        return new ChangedFile(path, path, FileStatus.Added, []);
    }

    private List<Hunk> Hunks(string path, string text)
    {
        var input = new DiffLines(text.AsMemory());
        var lines = new List<DiffLine>();
        var cut = 0;
        var dropped = 0;
        for (var position = 0; input.TryRead(position, out var line); position = line.Next)
        {
            if (lines.Count >= limits.MaxFileLines)
            {
                dropped++;
                continue;
            }

            cut += line.Length > limits.MaxLineLength ? 1 : 0;
            lines.Add(new DiffLine(DiffLineKind.Added, 0, lines.Count + 1, input.Slice(line, 0, Math.Min(line.Length, limits.MaxLineLength))));
        }

        if (dropped > 0)
        {
            _clips.Add(new ChangeClip(path, nameof(ChangeLimits.MaxFileLines), $"{dropped} lines beyond the first {limits.MaxFileLines} were not read."));
        }

        if (cut > 0)
        {
            _clips.Add(new ChangeClip(path, nameof(ChangeLimits.MaxLineLength), $"{cut} lines were cut at {limits.MaxLineLength} characters."));
        }

        return lines.Count == 0 ? [] : [new Hunk(0, 1, "", lines)];
    }
}
