using Synapse.Analysis.Languages;
using Synapse.Analysis.Lexing;
using Synapse.Analysis.Rules;

namespace Synapse.Analysis.Scanning;

/// <summary>
/// Finds the block that belongs to a match: the one it opens, or else the one it stands in. Blocks are in braces, or in languages of
/// indentation the lines that are further in.
/// </summary>
internal sealed class Blocks(ReviewedText text)
{
    /// <summary>Characters of a block that are read: enough for any block written by hand. A longer one satisfies no condition.</summary>
    private const int MaxLength = 200_000;

    /// <summary>Characters read in all, as a multiple of the text: blocks in blocks would else cost its square.</summary>
    private const int ReadsPerCharacter = 64;

    private readonly Dictionary<(MatchConditions, int First, int Last), bool> _answers = [];
    private readonly bool _indented = text.Language.NestsByIndentation || text.Language.Blocks == BlockStyle.Indentation;
    private long _budget = ((long)text.Text.Length * ReadsPerCharacter) + 1_000_000;

    public bool Exhausted => _budget <= 0;

    /// <summary>Whether the block of the match from <paramref name="start"/> to <paramref name="end"/> holds what the conditions ask for.</summary>
    public bool Allow(MatchConditions conditions, TokenList? tokens, int start, int end)
    {
        if (!conditions.AsksForBlock)
        {
            return true;
        }

        var (first, last) = Exhausted ? (0, int.MaxValue)
            : _indented ? Indented(start)
            : tokens is null ? (0, text.Text.Length)
            : Braced(tokens, start, end);
        if (last - first > MaxLength || (conditions.BlockLacks.Count > 0 && !IsComplete(first, last)))
        {
            return false;
        }

        if (!_answers.TryGetValue((conditions, first, last), out var allows))
        {
            _budget -= last - first;
            var block = text.Text.AsSpan(first, last - first);
            _answers[(conditions, first, last)] = allows = (conditions.BlockHas.Count == 0 || HasAny(conditions.BlockHas, block)) && !HasAny(conditions.BlockLacks, block);
        }

        return allows;
    }

    /// <summary>Of a hunk only blocks in braces are known to be whole: what the rest lacks may stand in lines that are not at hand.</summary>
    private bool IsComplete(int first, int last) =>
        text.IsWholeFile || (!_indented && last - first < text.Text.Length);

    private static bool HasAny(IReadOnlyList<LinearRegex> regexes, ReadOnlySpan<char> block)
    {
        foreach (var regex in regexes)
        {
            if (regex.IsMatch(block))
            {
                return true;
            }
        }

        return false;
    }

    private (int First, int Last) Braced(TokenList tokens, int start, int end)
    {
        var at = Math.Max(0, tokens.IndexAt(start));
        for (var i = at; i < tokens.Count && tokens[i].Start < end; i++)
        {
            if (tokens[i].Start >= start && IsBrace(tokens, i) && tokens.MatchOf(i) > i)
            {
                return (start, tokens[tokens.MatchOf(i)].End);
            }
        }

        for (var i = tokens.Count > 0 && tokens[at].Start < start ? at : at - 1; i >= 0 && !Exhausted; i--, _budget--)
        {
            var match = tokens.MatchOf(i);
            if (match >= 0 && match < i)
            {
                i = match;
            }
            else if (match > at && IsBrace(tokens, i))
            {
                return (tokens[IsNamed(tokens, i) ? i - 2 : i].Start, tokens[match].End);
            }
        }

        return (0, text.Text.Length);
    }

    private bool IsBrace(TokenList tokens, int i) => tokens[i].Length == 1 && text.Text[tokens[i].Start] == '{';

    /// <summary>An object that is the value of a key in quotes: the key belongs to it.</summary>
    private bool IsNamed(TokenList tokens, int brace) =>
        brace >= 2 && tokens[brace - 2].Kind == TokenKind.String && tokens[brace - 1].Length == 1 && text.Text[tokens[brace - 1].Start] == ':';

    private (int First, int Last) Indented(int start)
    {
        var line = text.LineAt(start);
        var own = Indentation(text.Line(line));
        var last = End(line, own + 1);
        if (last > line)
        {
            return (text.LineStarts[line], EndOf(last));
        }

        var first = line;
        for (var i = IsItem(text.Line(line)) ? -1 : line - 1; i >= 0 && !Exhausted && !IsDocumentMark(text.Line(i)); i--, _budget -= 16)
        {
            var indentation = Indentation(text.Line(i));
            if (indentation < own)
            {
                break;
            }

            first = indentation == int.MaxValue ? first : i;
            if (indentation == own && IsItem(text.Line(i)))
            {
                break;
            }
        }

        return (text.LineStarts[first], EndOf(End(line, own)));
    }

    /// <summary>The last line after <paramref name="line"/> before one that is less far in than <paramref name="least"/> or starts the next item of a list.</summary>
    private int End(int line, int least)
    {
        var last = line;
        for (var i = line + 1; i < text.LineCount && !Exhausted && !IsDocumentMark(text.Line(i)); i++, _budget -= 16)
        {
            var indentation = Indentation(text.Line(i));
            if (indentation < least || (indentation == least && IsItem(text.Line(i))))
            {
                break;
            }

            last = indentation == int.MaxValue ? last : i;
        }

        return last;
    }

    private int EndOf(int line)
    {
        var (start, length) = text.Extent(line);
        return start + length;
    }

    private static bool IsDocumentMark(ReadOnlySpan<char> line) => line.StartsWith("---");

    private static bool IsItem(ReadOnlySpan<char> line) => line.TrimStart() is ['-', ' ', ..];

    private static int Column(ReadOnlySpan<char> line) => line.Length - line.TrimStart().Length;

    /// <summary>The column of the first character that is neither a space nor the dash of a list item; of an empty line more than any.</summary>
    private static int Indentation(ReadOnlySpan<char> line)
    {
        var column = Column(line);
        while (column + 1 < line.Length && line[column] == '-' && line[column + 1] == ' ')
        {
            column++;
            while (column < line.Length && line[column] == ' ')
            {
                column++;
            }
        }

        return column >= line.Length ? int.MaxValue : column;
    }
}
