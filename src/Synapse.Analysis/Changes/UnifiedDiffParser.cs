using Synapse.Core.Kernel;

namespace Synapse.Analysis.Changes;

/// <summary>
/// Reads unified diffs as git, GNU diff and mailers write them: bare diffs, `git log -p`, `git format-patch` mails, combined diffs.
/// Never throws on any input: what is no diff is refused, what is left out is a <see cref="ChangeClip"/>. Linear in the input.
/// </summary>
public static class UnifiedDiffParser
{
    public static ChangeResult Parse(ReadOnlyMemory<byte> input, ChangeLimits limits) =>
        Parse(ByteChunks.Of(input, limits.MaxInputBytes), limits);

    /// <summary>Reads the stream to its end or to <see cref="ChangeLimits.MaxInputBytes"/>; failures of the stream itself pass through.</summary>
    public static ChangeResult Parse(Stream input, ChangeLimits limits) =>
        Parse(ByteChunks.Read(input, limits.MaxInputBytes), limits);

    /// <summary>As <see cref="Parse(Stream, ChangeLimits)"/>, waiting for the bytes without holding a thread.</summary>
    public static async Task<ChangeResult> ParseAsync(Stream input, ChangeLimits limits, CancellationToken cancellation = default) =>
        Parse(await ByteChunks.ReadAsync(input, limits.MaxInputBytes, cancellation), limits);

    internal static ChangeResult Parse(ByteChunks input, ChangeLimits limits)
    {
        var lines = new DiffLines(TextDecoding.Decode(input));
        if (lines.IsBlank && !input.Clipped)
        {
            return ChangeResult.Of(Change.Empty);
        }

        var reader = new DiffReader(lines, limits);
        var change = reader.Read();
        if (input.Clipped)
        {
            var clip = new ChangeClip("", nameof(ChangeLimits.MaxInputBytes), $"The diff is longer than {limits.MaxInputBytes} bytes; the rest was not read.");
            change = change with { Clips = [clip, .. change.Clips] };
        }

        return reader.SawDiff || input.Clipped
            ? ChangeResult.Of(change)
            : ChangeResult.Refused(RefusalCode.Invalid, "The input is not a diff: it has neither a file header nor a hunk. Give the output of `git diff`, `git log -p`, `git format-patch` or `diff -u`.");
    }
}
