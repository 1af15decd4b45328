namespace Synapse.Analysis.Changes;

/// <summary>The limits of one change. Reaching one is recorded as a <see cref="ChangeClip"/> under its name, never a silent drop.</summary>
/// <param name="MaxInputBytes">Bytes of diff read from the source. Default 256 MiB.</param>
/// <param name="MaxFiles">Files of one change. Default 50,000.</param>
/// <param name="MaxFileLines">Lines of one file or of one file's hunks. Default 200,000.</param>
/// <param name="MaxLineLength">UTF-16 units of one line; the rest of the line is clipped. Default 20,000.</param>
/// <param name="MaxFileBytes">Bytes of one whole file read for context or by <c>--all</c>. Default 8 MiB.</param>
/// <param name="MaxLines">Lines of all files' hunks together; each costs some 32 bytes beside its text. Default 5,000,000.</param>
/// <param name="MaxCommits">Commits of one stream that are listed. Default 50,000.</param>
public sealed record ChangeLimits(
    long MaxInputBytes = 256L << 20,
    int MaxFiles = 50_000,
    int MaxFileLines = 200_000,
    int MaxLineLength = 20_000,
    int MaxFileBytes = 8 << 20,
    int MaxLines = 5_000_000,
    int MaxCommits = 50_000)
{
    public static ChangeLimits Default { get; } = new();
}
