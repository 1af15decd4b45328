using Synapse.Analysis.Lexing;
using Synapse.Analysis.Rules;

namespace Synapse.Analysis.Scanning;

/// <summary>Whether the conditions of a match allow a place.</summary>
internal sealed partial class FileScanner
{
    /// <summary>A line that a person writes; what is longer counts toward what a rule may read again for its matches.</summary>
    private const int UsualLine = 200;

    /// <summary>How far from a place its surroundings are read, in characters.</summary>
    private const int NearBy = 2_000;

    private long MaxRead => ((4L * _text.Text.Length) + 100_000) * _options.Patience;

    private bool HasReadEnough => _read > MaxRead;

    private bool PartAllows(TextPart part, int offset)
    {
        if (part == TextPart.Any || !HasStructure)
        {
            return true;
        }

        if (Structure.Tokens.IsInComment(offset))
        {
            return part == TextPart.Comment;
        }

        var index = Structure.Tokens.IndexAt(offset);
        var inString = index >= 0 && offset < Structure.Tokens[index].End &&
            Structure.Tokens[index].Kind is TokenKind.String or TokenKind.TemplateText or TokenKind.TemplateOpen;
        return inString ? part == TextPart.String : part == TextPart.Code;
    }

    private static bool ShapeAllows(MatchConditions conditions, string? shape) => !conditions.SqlValue || shape is null || !SqlHoles.AreNames(shape);

    /// <summary>Remembered per match: it may be asked for every line, and reads the whole file.</summary>
    private bool FileAllows(MatchConditions conditions)
    {
        if (ReferenceEquals(conditions, MatchConditions.None))
        {
            return true;
        }

        if (!_fileAllows.TryGetValue(conditions, out var allows))
        {
            _fileAllows[conditions] = allows =
                (conditions.PathHas is null || conditions.PathHas.IsMatch(_text.Path)) &&
                (conditions.PathLacks is null || !conditions.PathLacks.IsMatch(_text.Path)) &&
                (conditions.FileHas.Count == 0 || conditions.FileHas.Any(w => _text.Text.Contains(w, StringComparison.Ordinal))) &&
                !conditions.FileLacks.Any(w => _text.Text.Contains(w, StringComparison.Ordinal));
        }

        return allows;
    }

    private bool OffsetAllows(MatchConditions conditions, int offset, int line)
    {
        if (ReferenceEquals(conditions, MatchConditions.None))
        {
            return true;
        }

        return HasStructure && (conditions.Inside.Count > 0 || conditions.NotInside.Count > 0 || conditions.FunctionHas.Count > 0 || conditions.FunctionLacks.Count > 0 || conditions.StartsStatement)
            ? Structure.Tokens.IndexAt(offset) is >= 0 and var index && TokenAllows(conditions, index)
            : LineAllows(conditions, offset, line);
    }

    private bool LineAllows(MatchConditions conditions, int offset, int line)
    {
        if (conditions.LineHas is null && conditions.LineLacks is null)
        {
            return true;
        }

        var around = LineAround(offset, line);
        _read += Math.Max(0, around.Length - UsualLine);
        return conditions.LineHas?.IsMatch(around) != false && conditions.LineLacks?.IsMatch(around) != true;
    }

    /// <summary>The line, or of one that no person wrote what stands near the place: there every match would read it all again.</summary>
    private ReadOnlySpan<char> LineAround(int offset, int line)
    {
        const int Near = 500;
        var (start, length) = _text.Extent(line);
        if (length <= 4 * Near)
        {
            return _text.Text.AsSpan(start, length);
        }

        var from = Math.Clamp(offset - Near, start, start + length);
        return _text.Text.AsSpan(from, Math.Min(2 * Near, start + length - from));
    }

    private bool SurroundingsAllow(MatchConditions conditions, int start, int end) =>
        NeighboursAllow(conditions, start, end) && _blocks.Allow(conditions, HasStructure ? Structure.Tokens : null, start, end);

    /// <summary>Of the text around the match so much is read as a step before it has, and behind it a key or the rest of a short file.</summary>
    private bool NeighboursAllow(MatchConditions conditions, int start, int end)
    {
        const int Before = 2_000;
        const int Behind = 4_000;
        if (conditions.PrecededBy is not null || conditions.NotPrecededBy is not null)
        {
            _read += Before / 10;
            var previous = _text.Text.AsSpan(Math.Max(0, start - Before), Math.Min(Before, start));
            if (conditions.PrecededBy?.IsMatch(previous) == false || conditions.NotPrecededBy?.IsMatch(previous) == true)
            {
                return false;
            }
        }

        if (conditions.FollowedBy is null && conditions.NotFollowedBy is null)
        {
            return true;
        }

        _read += Behind / 10;
        var next = _text.Text.AsSpan(end, Math.Min(Behind, _text.Text.Length - end));
        return conditions.FollowedBy?.IsMatch(next) != false && conditions.NotFollowedBy?.IsMatch(next) != true;
    }

    /// <summary>Whether what the condition asks to stand near does not: in the enclosing function, as far as that is near, or in the file's path.</summary>
    private bool LacksPurpose(MatchConditions conditions, int offset)
    {
        if (conditions.Purpose is null)
        {
            return false;
        }

        var (first, last) = HasStructure && Structure.Tokens.IndexAt(offset) is >= 0 and var index ? FunctionExtent(index) : LinesAround(offset);
        first = Math.Max(first, offset - NearBy);
        last = Math.Max(first, Math.Min(last, offset + NearBy));
        _read += Math.Max(0, last - first - UsualLine);
        return !conditions.Purpose.IsMatch(_text.Path) && !conditions.Purpose.IsMatch(_text.Text.AsSpan(first..last));
    }

    private bool TokenAllows(MatchConditions conditions, int index)
    {
        if (ReferenceEquals(conditions, MatchConditions.None))
        {
            return true;
        }

        var start = Structure.Tokens[index].Start;
        return conditions.Inside.All(kind => Structure.ScopeIndex.IsInside(index, kind)) &&
            !conditions.NotInside.Any(kind => Structure.ScopeIndex.IsInside(index, kind)) &&
            (!conditions.StartsStatement || Structure.Source.StartsStatement(index)) &&
            LineAllows(conditions, start, _text.LineAt(start)) &&
            FunctionAllows(conditions, index);
    }

    private bool FunctionAllows(MatchConditions conditions, int index)
    {
        if (conditions.FunctionHas.Count == 0 && conditions.FunctionLacks.Count == 0)
        {
            return true;
        }

        return (conditions.FunctionHas.Count == 0 || conditions.FunctionHas.Any(word => FunctionContains(index, word))) &&
            !conditions.FunctionLacks.Any(word => FunctionContains(index, word));
    }

    /// <summary>Remembered per function: a long one with many matches is searched once per word.</summary>
    private bool FunctionContains(int index, string word)
    {
        if (Structure.ScopeIndex.NamedFunctionAt(index) is not { } function)
        {
            return FunctionText(index).Contains(word, StringComparison.Ordinal);
        }

        if (!_functionWords.TryGetValue((function.Header, word), out var contains))
        {
            _functionWords[(function.Header, word)] = contains = FunctionText(index).Contains(word, StringComparison.Ordinal);
        }

        return contains;
    }

    /// <summary>The first of the words that stand before a function's own on its line: <c>suspend fun</c>, <c>pub async fn</c>.</summary>
    private int WithModifiers(int header)
    {
        var first = header;
        while (Structure.Source.Language.FunctionsHaveWords && Structure.Source.IsName(first - 1) && Structure.Tokens[first - 1].Line == Structure.Tokens[header].Line)
        {
            first--;
        }

        return first;
    }

    private ReadOnlySpan<char> FunctionText(int index)
    {
        var (start, end) = FunctionExtent(index);
        return _text.Text.AsSpan(start..end);
    }

    /// <summary>Where the enclosing function stands, or where there is none the ten lines around, as far as they are near.</summary>
    private (int Start, int End) FunctionExtent(int index) => Structure.ScopeIndex.NamedFunctionAt(index) is { } function
        ? (Structure.Tokens[WithModifiers(function.Header)].Start, Structure.Tokens[function.Last].End)
        : LinesAround(Structure.Tokens[index].Start);

    private (int Start, int End) LinesAround(int offset)
    {
        const int Around = 10;
        var line = _text.LineAt(offset);
        var (start, _) = _text.Extent(Math.Max(0, line - Around));
        var (end, length) = _text.Extent(Math.Min(_text.LineCount - 1, line + Around));
        return (Math.Max(start, offset - NearBy), Math.Min(end + length, offset + NearBy));
    }
}
