namespace Synapse.Core.Reviews;

/// <summary>How much of one change is read. What lies beyond a limit is recorded as clipped under the limit's name.</summary>
/// <param name="MaxInputBytes">Bytes of diff read from the source. Default 256 MiB.</param>
/// <param name="MaxFiles">Files of one change. Default 50,000.</param>
/// <param name="MaxFileLines">Lines of one file or of one file's hunks. Default 200,000.</param>
/// <param name="MaxLineLength">UTF-16 units of one line. Default 20,000.</param>
/// <param name="MaxFileBytes">Bytes of one whole file read for context. Default 8 MiB.</param>
public sealed record ReviewLimits(
    long MaxInputBytes = 256L << 20,
    int MaxFiles = 50_000,
    int MaxFileLines = 200_000,
    int MaxLineLength = 20_000,
    int MaxFileBytes = 8 << 20)
{
    public static ReviewLimits Default { get; } = new();
}
