namespace Synapse.Analysis.Backtracking;

/// <summary>
/// Tells whether a regular expression can take exponential time in an engine that backtracks, by the pattern itself: a loop that can
/// read one text in two ways, with something behind it that can fail. Atomic groups and possessive quantifiers do not backtrack.
/// </summary>
internal sealed class BacktrackingPattern
{
    private const int MaxLength = 1_000;
    private const int MaxDepth = 30;
    private const int ManyTimes = 10;

    private readonly string _pattern;
    private readonly PositionAutomaton _automaton = new();
    private int _at;
    private int _depth;
    private bool _anyCase;
    private bool _endsAnchored;

    private BacktrackingPattern(string pattern) => _pattern = pattern;

    public static bool IsExponential(string pattern)
    {
        if (pattern.Length is 0 or > MaxLength)
        {
            return false;
        }

        var reader = new BacktrackingPattern(pattern);
        var whole = reader.Alternatives();
        return reader._at >= pattern.Length && reader._automaton.AmbiguousLoop(loop => reader._endsAnchored || !whole.Last.Any(loop.Contains)) is not null;
    }

    private bool AtEnd => _at >= _pattern.Length;

    private Fragment Alternatives()
    {
        var result = Branch();
        while (!AtEnd && _pattern[_at] == '|')
        {
            _at++;
            result = PositionAutomaton.Either(result, Branch());
        }

        return result;
    }

    private Fragment Branch()
    {
        var result = Fragment.Nothing;
        while (!AtEnd && _pattern[_at] is not ('|' or ')') && !_automaton.IsTooLarge)
        {
            result = _automaton.Sequence(result, Quantified());
        }

        return result;
    }

    private Fragment Quantified()
    {
        var atom = Atom();
        while (!AtEnd && _pattern[_at] is '*' or '+' or '?' or '{')
        {
            if (Quantifier() is not { } times)
            {
                return atom;
            }

            var isPossessive = !AtEnd && _pattern[_at] == '+';
            _at += !AtEnd && _pattern[_at] is '+' or '?' ? 1 : 0;
            atom = times.Max >= ManyTimes && !isPossessive
                ? _automaton.Repeat(atom, times.Min == 0)
                : atom with { IsEmpty = atom.IsEmpty || times.Min == 0 };
        }

        return atom;
    }

    /// <summary>Reads <c>*</c>, <c>+</c>, <c>?</c> or <c>{n,m}</c>; null for a brace that is none.</summary>
    private (int Min, int Max)? Quantifier()
    {
        switch (_pattern[_at])
        {
            case '*':
                _at++;
                return (0, int.MaxValue);
            case '+':
                _at++;
                return (1, int.MaxValue);
            case '?':
                _at++;
                return (0, 1);
        }

        var close = _pattern.IndexOf('}', _at);
        var parts = close > _at ? _pattern[(_at + 1)..close].Split(',') : [];
        if (parts.Length is 0 or > 2 || !int.TryParse(parts[0], out var min))
        {
            return null;
        }

        _at = close + 1;
        return (min, parts.Length == 1 ? min : parts[1].Length == 0 ? int.MaxValue : int.TryParse(parts[1], out var max) ? max : min);
    }

    private Fragment Atom()
    {
        var c = _pattern[_at];
        switch (c)
        {
            case '(':
                return Group();
            case '[':
                return _automaton.Position(Class());
            case '.':
                _at++;
                return _automaton.Position(CharSet.Any);
            case '^':
                _at++;
                return Fragment.Nothing;
            case '$':
                _at++;
                _endsAnchored = true;
                return Fragment.Nothing;
            case '\\':
                return Escape() is { } set ? _automaton.Position(set) : Fragment.Nothing;
            case '{':
                _at++;
                return _automaton.Position(CharSet.Of('{'));
            default:
                _at++;
                return _automaton.Position(Cased(CharSet.Of(c)));
        }
    }

    private CharSet Cased(CharSet set) => _anyCase ? set.AnyCase() : set;

    private Fragment Group()
    {
        _at++;
        var isAside = false;
        if (_at + 1 < _pattern.Length && _pattern[_at] == '?')
        {
            // What a look-around or an atomic group reads is not tried again, or not part of the text.
            isAside = _pattern[_at + 1] is '=' or '!' or '>' or '#' || (_pattern[_at + 1] == '<' && _at + 2 < _pattern.Length && _pattern[_at + 2] is '=' or '!');
            var close = _pattern.IndexOfAny([':', '>', ')', '=', '!', '\''], _at + 1);
            var head = close > 0 ? _pattern[(_at + 1)..close] : "";
            _anyCase |= head.Length > 0 && head.All(char.IsAsciiLetter) && head.Contains('i', StringComparison.Ordinal);
            _at = close < 0 ? _pattern.Length : _pattern[close] == ')' ? close : close + 1;
        }

        if (++_depth > MaxDepth)
        {
            _at = _pattern.Length + 1;
            return Fragment.Nothing;
        }

        var inner = isAside ? Skip() : Alternatives();
        _depth--;
        _at += AtEnd ? 0 : 1;
        return inner;
    }

    private Fragment Skip()
    {
        var depth = 0;
        while (!AtEnd && (_pattern[_at] != ')' || depth > 0))
        {
            depth += _pattern[_at] == '(' ? 1 : _pattern[_at] == ')' ? -1 : 0;
            _at += _pattern[_at] == '\\' ? 2 : 1;
        }

        return Fragment.Nothing;
    }

    private CharSet Class()
    {
        _at++;
        var isNegated = !AtEnd && _pattern[_at] == '^';
        _at += isNegated ? 1 : 0;
        var set = default(CharSet);
        var isFirst = true;
        while (!AtEnd && (_pattern[_at] != ']' || isFirst))
        {
            isFirst = false;
            var from = _pattern[_at];
            if (from == '\\')
            {
                set |= Escape() ?? CharSet.Of('\b');
                continue;
            }

            if (_at + 2 < _pattern.Length && _pattern[_at + 1] == '-' && _pattern[_at + 2] is not (']' or '\\'))
            {
                set |= CharSet.Range(from, _pattern[_at + 2]);
                _at += 3;
                continue;
            }

            set |= CharSet.Of(from);
            _at++;
        }

        _at++;
        set = Cased(set);
        return isNegated ? ~set : set;
    }

    /// <summary>The characters an escape stands for; null for one that stands for a place or for what a group read.</summary>
    private CharSet? Escape()
    {
        _at++;
        if (AtEnd)
        {
            return null;
        }

        var c = _pattern[_at++];
        switch (c)
        {
            case 'd': return CharSet.Digits;
            case 'D': return ~CharSet.Digits;
            case 'w': return CharSet.Words;
            case 'W': return ~CharSet.Words;
            case 's': return CharSet.Spaces;
            case 'S': return ~CharSet.Spaces;
            case 'n': return CharSet.Of('\n');
            case 't': return CharSet.Of('\t');
            case 'r': return CharSet.Of('\r');
            case 'Z' or 'z':
                _endsAnchored = true;
                return null;
            case 'b' or 'B' or 'A' or 'G' or (>= '1' and <= '9'):
                return null;
            case 'p' or 'P':
                _at = !AtEnd && _pattern[_at] == '{' && _pattern.IndexOf('}', _at) is > 0 and var close ? close + 1 : _at;
                return CharSet.Words | new CharSet(0, 0, true);
            case 'x' or 'u':
                return Code(c == 'x' ? 2 : 4);
            default:
                return CharSet.Of(c);
        }
    }

    private CharSet Code(int digits)
    {
        var end = Math.Min(_pattern.Length, _at + digits);
        var isCode = int.TryParse(_pattern.AsSpan(_at, end - _at), System.Globalization.NumberStyles.HexNumber, null, out var code);
        _at = isCode ? end : _at;
        return CharSet.Of(isCode ? (char)code : 'x');
    }
}
