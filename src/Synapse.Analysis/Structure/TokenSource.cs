using Synapse.Analysis.Languages;
using Synapse.Analysis.Lexing;

namespace Synapse.Analysis.Structure;

/// <summary>Tokens with their text and the questions every scope reader asks.</summary>
internal sealed class TokenSource(LanguageDefinition language, string text, TokenList tokens)
{
    private readonly HashSet<int> _loopWords = Hashes(language.LoopWords);
    private readonly HashSet<int> _functionWords = Hashes(language.FunctionWords);
    private readonly HashSet<int> _controlWords = Hashes(language.ControlWords);
    private readonly HashSet<int> _loopCalls = Hashes(language.LoopCalls);
    private readonly HashSet<int> _branchWords = Hashes(language.BranchWords);

    private readonly HashSet<int> _blockWords = Hashes(language.BlockWords);

    private Dictionary<int, List<int>>? _positions;
    private int[]? _unindentedCloses;

    public LanguageDefinition Language => language;

    public TokenList Tokens => tokens;

    public string Text => text;

    /// <summary>The token's text; empty before the first and after the last, so that whoever looks around needs no bounds.</summary>
    public ReadOnlySpan<char> TextOf(int index) => (uint)index < (uint)tokens.Count ? text.AsSpan(tokens[index].Start, tokens[index].Length) : default;

    public bool Is(int index, string expected) =>
        index >= 0 && index < tokens.Count && TextOf(index).SequenceEqual(expected);

    /// <summary>Where the tokens of this hash stand, in order: hundreds of patterns ask, so the text is swept once for all.</summary>
    public IReadOnlyList<int> PositionsOf(int hash)
    {
        if (_positions is null)
        {
            _positions = [];
            for (var i = 0; i < tokens.Count; i++)
            {
                (_positions.TryGetValue(tokens[i].Hash, out var places) ? places : _positions[tokens[i].Hash] = []).Add(i);
            }
        }

        return _positions.TryGetValue(hash, out var found) ? found : [];
    }

    /// <summary>The first closing brace behind the token, and before another, that starts its line; -1 when there is none.</summary>
    public int UnindentedClose(int after, int before)
    {
        _unindentedCloses ??= [.. PositionsOf(TokenList.HashOf("}")).Where(i => Is(i, "}") && (tokens[i].Start == 0 || text[tokens[i].Start - 1] == '\n'))];
        var at = Array.BinarySearch(_unindentedCloses, after + 1);
        at = at < 0 ? ~at : at;
        return at < _unindentedCloses.Length && _unindentedCloses[at] < before ? _unindentedCloses[at] : -1;
    }

    /// <summary>True for a word with a colon right behind it: <c>do: x</c>, but not <c>do :x</c>.</summary>
    public bool IsKey(int index) => Is(index + 1, ":") && tokens[index].End == tokens[index + 1].Start;

    /// <summary>True for a word with a colon right before it: <c>:end</c>, but not <c>a : end</c>.</summary>
    public bool IsSymbol(int index) => Is(index - 1, ":") && tokens[index - 1].End == tokens[index].Start;

    public bool IsName(int index) => index >= 0 && index < tokens.Count && tokens[index].Kind == TokenKind.Name;

    public bool IsLoopWord(int index) => Word(_loopWords, index);

    public bool IsFunctionWord(int index) => Word(_functionWords, index);

    public bool IsControlWord(int index) => Word(_controlWords, index);

    public bool IsBlockWord(int index) => Word(_blockWords, index);

    public bool IsLoopCall(int index) => IsLoopName(index) && Is(index + 1, "(");

    /// <summary>The name of a call that runs its block once per element, with or without parentheses.</summary>
    public bool IsLoopName(int index) => Word(_loopCalls, index) && (Is(index - 1, ".") || Is(index - 1, "?.") || Is(index - 1, "&."));

    /// <summary>A word or operator that adds a path, for cyclomatic complexity.</summary>
    public bool IsBranch(int index)
    {
        var token = tokens[index];
        return token.Kind is TokenKind.Name or TokenKind.Punctuation && _branchWords.Contains(token.Hash) && !Is(index - 1, ".") &&
            (!Is(index, "?") || IsConditional(token)) && !IsRow(index);
    }

    /// <summary>A case that only names a value, as in a table, is no path that anyone has to think through.</summary>
    private bool IsRow(int index)
    {
        const int MaxLabel = 12;
        const int MaxArm = 5;
        if (!Is(index, "case"))
        {
            return false;
        }

        var at = index + 1;
        while (at - index < MaxLabel && at < tokens.Count && TextOf(at) is not (":" or "=>" or "->"))
        {
            at = Math.Max(at, tokens.MatchOf(at)) + 1;
        }

        for (var i = at + 1; i <= at + 1 + MaxArm && i < tokens.Count && !Is(i, "(") && !Is(i, "{"); i++)
        {
            if (TextOf(i) is "case" or "default" or "}" or "break")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A question mark with spaces around it chooses; without, it marks a nullable type.</summary>
    private bool IsConditional(Token token) =>
        token.Start > 0 && char.IsWhiteSpace(text[token.Start - 1]) && token.End < text.Length && char.IsWhiteSpace(text[token.End]);

    /// <summary>Parameters between the parentheses at <paramref name="open"/> that every call must give by their place: those without a default.</summary>
    public int CountParameters(int open)
    {
        var close = open >= 0 && open < tokens.Count ? tokens.MatchOf(open) : -1;
        var count = 0;
        var angle = 0;
        var (first, isGiven) = (open + 1, true);
        for (var i = open + 1; i <= close; i++)
        {
            if (i == close || (angle == 0 && Is(i, ",")))
            {
                if (i - first == 1 && Is(first, "*"))
                {
                    // In Python all that follow are given by name.
                    return count;
                }

                count += isGiven && i > first && !IsReceiver(i - 1) && !Is(first, "/") ? 1 : 0;
                (first, isGiven) = (i + 1, true);
                continue;
            }

            angle += Is(i, "<") ? 1 : Is(i, ">") && angle > 0 ? -1 : 0;
            isGiven &= !Is(i, "=") && TextOf(i) is not ['\\', ..] && !(Is(i, "?") && Is(i + 1, ":")) && !(Is(i, ":") && Language.Id == "ruby");
            i = Math.Max(i, tokens.MatchOf(i));
        }

        return count;
    }

    private bool IsReceiver(int index) => TextOf(index) is "self" or "cls";

    /// <summary>The last token of the statement that starts at <paramref name="first"/>: up to a top-level semicolon or the line's end.</summary>
    public int StatementEnd(int first)
    {
        var i = first;
        for (; i < tokens.Count; i++)
        {
            var match = tokens.MatchOf(i);
            if (match > i)
            {
                i = match;
            }
            else if (match >= 0 || Is(i, ";") || tokens[i].Kind == TokenKind.Barrier)
            {
                break;
            }
        }

        return Math.Min(i, tokens.Count - 1);
    }

    /// <summary>True when the line of the token starts a statement: nothing above it reaches into it.</summary>
    public bool StartsStatement(int index)
    {
        var first = index;
        while (first > 0 && tokens[first - 1].Line == tokens[index].Line)
        {
            first--;
        }

        return first == 0 || (language.NewlineEndsStatement
            ? !ContinuesLine(first)
            : TextOf(first - 1) is ";" or "{" or "}" or ")" or "else" or "do");
    }

    /// <summary>True when the token that starts a new line continues the statement above it.</summary>
    public bool ContinuesLine(int token)
    {
        var before = TextOf(token - 1);
        var here = TextOf(token);
        return here is "." or "?." or "|>" or "&&" or "||" or "+" or "?" or ":" or "<>" or "=" ||
            before is "," or "+" or "=" or "(" or "[" or "&&" or "||" or "|>" or "<>" or ":=" or "." or "\\" or "=>" or "->" or "%" or "and" or "or";
    }

    private bool Word(HashSet<int> hashes, int index) =>
        index >= 0 && index < tokens.Count && tokens[index].Kind == TokenKind.Name && hashes.Contains(tokens[index].Hash);

    private static HashSet<int> Hashes(string[] words) => [.. words.Select(w => TokenList.HashOf(w))];
}
