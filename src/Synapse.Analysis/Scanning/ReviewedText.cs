using System.Collections;
using Synapse.Analysis.Languages;
using Synapse.Core.Findings;

namespace Synapse.Analysis.Scanning;

/// <summary>
/// One side of one file as the checks see it: a text, the number each of its lines has in the file, and which lines count.
/// It is the whole file where that is at hand, else the hunks one after another.
/// </summary>
internal sealed class ReviewedText
{
    private readonly int[]? _lineNumbers;
    private readonly BitArray? _counting;
    private int[]? _nextCounting;
    private TestRegions? _tests;

    public ReviewedText(string path, string lineage, Side side, LanguageDefinition language, string text, int[] segmentStarts, int[]? lineNumbers, BitArray? counting)
    {
        (Path, Lineage, Side, Language, Text, SegmentStarts) = (path, lineage, side, language, text, segmentStarts);
        (_lineNumbers, _counting) = (lineNumbers, counting);
        LineStarts = FindLines(text);
    }

    public string Path { get; }

    /// <summary>The oldest path of this file that the change shows.</summary>
    public string Lineage { get; }

    public Side Side { get; }

    public LanguageDefinition Language { get; }

    public string Text { get; }

    public int[] SegmentStarts { get; }

    public int[] LineStarts { get; }

    public bool IsWholeFile => _lineNumbers is null;

    /// <summary>The tests in a file that is none.</summary>
    public TestRegions Tests => _tests ??= new TestRegions(this);

    public int LineCount => LineStarts.Length;

    public static ReviewedText Whole(string path, string text, Side side = Side.New, BitArray? counting = null, string? lineage = null) =>
        new(path, lineage ?? path, side, LanguageCatalog.Detect(path), text, [0], null, counting);

    /// <summary>The same lines with another text.</summary>
    /// <param name="text">As many lines as before.</param>
    /// <param name="place">Where an offset of this text is in the other.</param>
    public ReviewedText With(string text, Func<int, int> place) => new(Path, Lineage, Side, Language, text, [.. SegmentStarts.Select(place)], _lineNumbers, _counting);

    /// <summary>The line's number in the file, 1-based.</summary>
    public int NumberOf(int line) => _lineNumbers is null ? line + 1 : line < _lineNumbers.Length ? _lineNumbers[line] : _lineNumbers[^1];

    /// <summary>True where a finding on this line counts: the change wrote it, or everything is under review.</summary>
    public bool Counts(int line) => _counting is null || (line < _counting.Length && _counting[line]);

    /// <summary>The first counting line from <paramref name="first"/> to <paramref name="last"/>, or -1.</summary>
    public int FirstCounting(int first, int last)
    {
        if (_counting is null)
        {
            return first <= last && first < LineCount ? first : -1;
        }

        _nextCounting ??= NextCounting(_counting);
        return first < _nextCounting.Length && _nextCounting[first] <= last ? _nextCounting[first] : -1;
    }

    private static int[] NextCounting(BitArray counting)
    {
        var next = new int[counting.Length];
        var found = int.MaxValue;
        for (var line = counting.Length - 1; line >= 0; line--)
        {
            found = counting[line] ? line : found;
            next[line] = found;
        }

        return next;
    }

    public int LineAt(int offset)
    {
        var index = Array.BinarySearch(LineStarts, offset);
        return index >= 0 ? index : ~index - 1;
    }

    public (int Start, int Length) Extent(int line)
    {
        var start = LineStarts[line];
        var end = line + 1 < LineStarts.Length ? LineStarts[line + 1] - 1 : Text.Length;
        if (end > start && Text[end - 1] == '\r')
        {
            end--;
        }

        return (start, Math.Max(0, end - start));
    }

    public ReadOnlySpan<char> Line(int line)
    {
        var (start, length) = Extent(line);
        return Text.AsSpan(start, length);
    }

    private static int[] FindLines(string text)
    {
        var starts = new int[text.AsSpan().Count('\n') + 1];
        var line = 1;
        for (var at = text.IndexOf('\n'); at >= 0; at = text.IndexOf('\n', at + 1))
        {
            starts[line++] = at + 1;
        }

        return starts;
    }
}
