using System.Collections;
using System.Text;
using Synapse.Analysis.Changes;
using Synapse.Analysis.Languages;
using Synapse.Core.Findings;

namespace Synapse.Analysis.Scanning;

/// <summary>The texts of one changed file, or why there is none.</summary>
internal sealed record FileTexts(ReviewedText? New, ReviewedText? Old, CoverageStatus Status, string Reason)
{
    public static FileTexts None(CoverageStatus status, string reason) => new(null, null, status, reason);
}

/// <summary>Turns a changed file into what the checks read: the whole new file where it is at hand, else the hunks.</summary>
internal static class ChangeTexts
{
    public static FileTexts Of(Change change, ChangedFile file)
    {
        if (file.IsSubmodule)
        {
            return FileTexts.None(CoverageStatus.Skipped, "submodule pointer");
        }

        if (file.IsBinary)
        {
            return FileTexts.None(CoverageStatus.Skipped, "binary file");
        }

        var clip = change.Clips.FirstOrDefault(c => c.Path == file.Path);
        var status = clip is null ? CoverageStatus.Read : CoverageStatus.Clipped;
        if (file.Status == FileStatus.Whole && file.IsLink)
        {
            return FileTexts.None(CoverageStatus.Skipped, "symbolic link, not followed");
        }

        if (file.Status == FileStatus.Whole)
        {
            return change.NewTexts?.Read(file.Path) is { } text
                ? new FileTexts(ReviewedText.Whole(file.Path, text), null, status, clip?.Message ?? "")
                : FileTexts.None(CoverageStatus.Failed, clip?.Message ?? "the file could not be read");
        }

        if (file.Hunks.Count == 0)
        {
            return FileTexts.None(clip is null ? CoverageStatus.Skipped : CoverageStatus.Clipped, clip?.Message ?? "no line changed");
        }

        var isCut = clip?.Limit == nameof(ChangeLimits.MaxLineLength);
        var whole = file.AddedLines > 0 ? Whole(change, file, isCut) : null;
        var newText = whole ?? (file.AddedLines > 0 ? Hunks(file, Side.New) : null);
        var oldText = file.RemovedLines > 0 ? Hunks(file, Side.Old) : null;

        // What was cut stands in the file; lines that a built file loses guard nothing.
        var isAtHand = isCut && (whole is not null || file.AddedLines == 0);
        return isAtHand && (oldText is null || FileOrigin.Of(file.Path, (whole ?? oldText).Text) is FileOriginKind.Generated or FileOriginKind.Vendored)
            ? new FileTexts(newText, oldText, CoverageStatus.Read, "")
            : new FileTexts(newText, oldText, status, clip?.Message ?? "");
    }

    /// <summary>The whole new file, if every added line stands in it where the diff says.</summary>
    /// <param name="isCut">True where long lines of the diff were cut; the file has all of them.</param>
    private static ReviewedText? Whole(Change change, ChangedFile file, bool isCut)
    {
        // Of several commits only the last one's files can be at hand.
        if (change.NewTexts is null || (file.Commit.Length > 0 && change.Commits.Count > 1) || change.NewTexts.Read(file.Path) is not { } text)
        {
            return null;
        }

        var counting = new BitArray(text.AsSpan().Count('\n') + 1);
        var reviewed = ReviewedText.Whole(file.Path, text, Side.New, counting, file.OldPath);
        foreach (var line in file.Hunks.SelectMany(h => h.Lines).Where(l => l.Kind == DiffLineKind.Added))
        {
            var index = line.NewLine - 1;
            if (index < 0 || index >= reviewed.LineCount || !IsSame(Plain(reviewed.Line(index)), Plain(line.Text.Span), isCut))
            {
                return null;
            }

            counting[index] = true;
        }

        return reviewed;
    }

    /// <summary>Without the mark of the byte order, which a diff shows and a reader of files takes off.</summary>
    private static ReadOnlySpan<char> Plain(ReadOnlySpan<char> line) => line.TrimStart('\uFEFF').TrimEnd('\r');

    private static bool IsSame(ReadOnlySpan<char> line, ReadOnlySpan<char> inDiff, bool isCut) => line.SequenceEqual(inDiff) || (isCut && line.StartsWith(inDiff));

    private static ReviewedText Hunks(ChangedFile file, Side side)
    {
        var wanted = side == Side.New ? DiffLineKind.Added : DiffLineKind.Removed;
        var text = new StringBuilder();
        var numbers = new List<int>();
        var counting = new List<bool>();
        var segments = new List<int>();
        foreach (var hunk in file.Hunks)
        {
            segments.Add(text.Length);
            foreach (var line in hunk.Lines)
            {
                if (line.Kind == DiffLineKind.Context || line.Kind == wanted)
                {
                    text.Append(line.Text.Span).Append('\n');
                    numbers.Add(side == Side.New ? line.NewLine : line.OldLine);
                    counting.Add(line.Kind == wanted);
                }
            }
        }

        numbers.Add(numbers.Count > 0 ? numbers[^1] : 1);
        counting.Add(false);
        var path = side == Side.New ? file.Path : file.OldPath;
        return new ReviewedText(path, file.OldPath, side, LanguageCatalog.Detect(path), text.ToString(), [.. segments], [.. numbers], new BitArray([.. counting]));
    }
}
