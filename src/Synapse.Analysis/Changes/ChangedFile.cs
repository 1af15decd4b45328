namespace Synapse.Analysis.Changes;

public enum FileStatus
{
    Modified,
    Added,
    Deleted,
    Renamed,
    Copied,
    /// <summary>Only the mode or the type of the file changed.</summary>
    ModeChanged,
    /// <summary>No diff: the whole file is under review (<c>--all</c>).</summary>
    Whole,
}

/// <summary>One file of a change. In a stream of several commits the same path may appear once per commit.</summary>
/// <param name="Path">Path on the new side; on the old side for a deleted file. Forward slashes, never absolute, never containing <c>..</c> segments as given by a hostile diff (they are kept as text but nothing opens them).</param>
/// <param name="OldPath">Path on the old side; equal to <paramref name="Path"/> unless renamed or copied.</param>
/// <param name="Commit">The commit this entry belongs to where the source names commits (log or mail stream), or empty.</param>
/// <param name="WholeLines">How many lines a file has that is reviewed as a whole; otherwise 0.</param>
public sealed record ChangedFile(
    string Path,
    string OldPath,
    FileStatus Status,
    IReadOnlyList<Hunk> Hunks,
    bool IsBinary = false,
    bool IsSubmodule = false,
    string OldMode = "",
    string NewMode = "",
    string Commit = "",
    int WholeLines = 0)
{
    public bool IsLink => NewMode == FolderTexts.LinkMode;

    /// <summary>Lines to review on the new side: a file under review as a whole counts in full.</summary>
    public int AddedLines => WholeLines + Hunks.Sum(h => h.AddedLines);

    public int RemovedLines => Hunks.Sum(h => h.RemovedLines);
}

/// <summary>One hunk. Line numbers are counted from its start, never from the header's counts.</summary>
public sealed record Hunk(int OldStart, int NewStart, string Heading, IReadOnlyList<DiffLine> Lines)
{
    public int AddedLines => Lines.Count(l => l.Kind == DiffLineKind.Added);

    public int RemovedLines => Lines.Count(l => l.Kind == DiffLineKind.Removed);
}

public enum DiffLineKind : byte
{
    Context,
    Added,
    Removed,
}

/// <summary>
/// One line of a hunk. <paramref name="OldLine"/> is 0 for an added line, <paramref name="NewLine"/> is 0 for a removed one.
/// In a combined diff <paramref name="OldLine"/> counts in the first parent, for a removed line in the first parent that had it.
/// </summary>
/// <param name="Text">Without the marker column and without the line ending (a trailing CR is dropped too).</param>
public readonly record struct DiffLine(DiffLineKind Kind, int OldLine, int NewLine, ReadOnlyMemory<char> Text);
