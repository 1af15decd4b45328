namespace Synapse.Analysis.Changes;

/// <summary>A change as it was read from its source: the diff, and, where the repository is at hand, the whole files behind it.</summary>
/// <param name="Title">First line of the commit message or of the mail's subject; empty when the source has none.</param>
/// <param name="BaseRevision">Full object id of the old side, or empty.</param>
/// <param name="HeadRevision">Full object id of the new side, or empty (working tree, index, bare diff).</param>
/// <param name="Clips">Limits that were reached while reading; never empty when something was left out of <paramref name="Files"/>.</param>
/// <param name="NewTexts">Whole texts of the new side, or null where only the diff is at hand.</param>
/// <param name="OldTexts">Whole texts of the old side, or null.</param>
public sealed record Change(
    string Title,
    string Author,
    string BaseRevision,
    string HeadRevision,
    IReadOnlyList<ChangedFile> Files,
    IReadOnlyList<ChangeClip> Clips,
    IFileTexts? NewTexts = null,
    IFileTexts? OldTexts = null)
{
    public static Change Empty { get; } = new("", "", "", "", [], []);

    /// <summary>The commits named in the source, in its order; empty for a bare diff. <see cref="Title"/> and <see cref="Author"/> are the first one's.</summary>
    public IReadOnlyList<ChangeCommit> Commits { get; init; } = [];
}

/// <summary>A limit that was reached. <paramref name="Path"/> is empty when it concerns the whole input.</summary>
/// <param name="Limit">The name of the limit, as in <see cref="ChangeLimits"/>, or one of <see cref="ClipNames"/>.</param>
public sealed record ChangeClip(string Path, string Limit, string Message);

/// <summary>Reads whole files of one side of a change, lazily, by repository path. Safe to call from several threads.</summary>
public interface IFileTexts
{
    /// <summary>The text, or null where the file does not exist on this side or is not a regular file. Bytes that are not UTF-8 become U+FFFD.</summary>
    string? Read(string path);
}
