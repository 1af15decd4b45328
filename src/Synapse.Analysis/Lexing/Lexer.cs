using Synapse.Analysis.Languages;

namespace Synapse.Analysis.Lexing;

/// <summary>
/// One error-tolerant lexer for every language: it never fails, never reads a character twice without bound and
/// closes whatever is left open at the end of the line or of the segment.
/// </summary>
internal sealed class Lexer
{
    /// <summary>Interpolations nested deeper than this are read as text.</summary>
    private const int MaxHoleDepth = 16;

    private readonly LexerTables _tables;
    private readonly LanguageDefinition _language;
    private readonly string _text;
    private readonly List<Token> _tokens;
    private readonly List<Comment> _comments = [];
    private int _position;
    private int _line;
    private int _end;
    private int _holeDepth;

    private Lexer(LanguageDefinition language, string text)
    {
        _language = language;
        _tables = LexerTables.For(language);
        _text = text;
        _tokens = new List<Token>(Math.Max(16, text.Length / 6));
    }

    /// <summary>Lexes a text made of segments (hunks); <paramref name="segmentStarts"/> are offsets, the first is 0.</summary>
    public static TokenList Run(LanguageDefinition language, string text, ReadOnlySpan<int> segmentStarts)
    {
        var lexer = new Lexer(language, text);
        for (var i = 0; i < segmentStarts.Length; i++)
        {
            if (i > 0)
            {
                lexer._tokens.Add(new Token(TokenKind.Barrier, segmentStarts[i], 0, lexer._line, 0));
            }

            lexer._end = i + 1 < segmentStarts.Length ? segmentStarts[i + 1] : text.Length;
            lexer.SkipHalfComment(segmentStarts.Length > 1);
            lexer.Code(inHole: false, singleLine: false);
        }

        var tokens = lexer._tokens.ToArray();
        return new TokenList(tokens, BracketMatcher.Match(text, tokens), [.. lexer._comments]);
    }

    public static TokenList Run(LanguageDefinition language, string text) => Run(language, text, [0]);

    /// <summary>A hunk may start inside a block comment: its end stands before any start.</summary>
    private void SkipHalfComment(bool isHunk)
    {
        if (!isHunk)
        {
            return;
        }

        var segment = _text.AsSpan(_position, _end - _position);
        foreach (var (open, close) in _language.BlockComments)
        {
            var closeAt = segment.IndexOf(close);
            var openAt = segment.IndexOf(open);
            if (closeAt >= 0 && (openAt < 0 || closeAt < openAt))
            {
                AddComment(_position, _position + closeAt + close.Length);
                return;
            }
        }
    }

    private void Code(bool inHole, bool singleLine)
    {
        var depth = 0;
        while (_position < _end)
        {
            var c = _text[_position];
            if (c == '\n')
            {
                if (inHole && singleLine)
                {
                    return;
                }

                _line++;
                _position++;
            }
            else if (c is ' ' or '\t' or '\r' || (c > 127 && char.IsWhiteSpace(c)))
            {
                _position++;
            }
            else if (inHole && c == '}' && depth == 0)
            {
                return;
            }
            else
            {
                if (inHole)
                {
                    depth += c is '{' ? 1 : c is '}' ? -1 : 0;
                }

                One(c);
            }
        }
    }

    private void One(char c)
    {
        if (_tables.CanStartComment(c) && TryComment())
        {
            return;
        }

        var form = _tables.StringAt(_text, _position, _end);
        if (form is not null)
        {
            String(form);
        }
        else if (_tables.IsNameStart(c))
        {
            Name();
        }
        else if (char.IsAsciiDigit(c))
        {
            Number();
        }
        else if (c == '\'' && _language.CharLiterals)
        {
            Character();
        }
        else if (c == '/' && _language.RegexLiterals && RegexMayStart())
        {
            Delimited('/', TokenKind.Regex);
        }
        else if (c == '~' && _language.Sigils && Sigil.FormAt(_text, _position, _end) is { } sigil)
        {
            String(sigil);
        }
        else
        {
            Punctuation();
        }
    }

    private bool TryComment()
    {
        var rest = _text.AsSpan(_position, _end - _position);
        foreach (var open in _language.LineComments)
        {
            if (rest.StartsWith(open))
            {
                var length = rest.IndexOf('\n');
                AddComment(_position, length < 0 ? _end : _position + length);
                return true;
            }
        }

        foreach (var (open, close) in _language.BlockComments)
        {
            if (rest.StartsWith(open))
            {
                var at = rest[open.Length..].IndexOf(close);
                AddComment(_position, at < 0 ? _end : _position + open.Length + at + close.Length);
                return true;
            }
        }

        return false;
    }

    private void AddComment(int start, int end)
    {
        _comments.Add(new Comment(start, end - start, _line));
        _line += _text.AsSpan(start, end - start).Count('\n');
        _position = end;
    }

    private void Add(TokenKind kind, int start, int end, int line)
    {
        var hash = kind is TokenKind.Name or TokenKind.Punctuation or TokenKind.Number
            ? TokenList.HashOf(_text.AsSpan(start, end - start))
            : (int)kind;
        _tokens.Add(new Token(kind, start, end - start, line, hash));
    }

    private void Name()
    {
        var start = _position++;
        while (_position < _end && _tables.IsNamePart(_text[_position]))
        {
            _position++;
        }

        Add(TokenKind.Name, start, _position, _line);
    }

    private void Number()
    {
        var start = _position++;
        while (_position < _end && (char.IsAsciiLetterOrDigit(_text[_position]) || _text[_position] == '_' ||
               (_text[_position] == '.' && _position + 1 < _end && char.IsAsciiDigit(_text[_position + 1]))))
        {
            _position++;
        }

        Add(TokenKind.Number, start, _position, _line);
    }

    private void Character()
    {
        var start = _position++;
        while (_position < _end && _text[_position] is not ('\'' or '\n') && _position - start < 12)
        {
            _position += _text[_position] == '\\' ? 2 : 1;
        }

        _position = Math.Min(_position, _end);
        if (_position < _end && _text[_position] == '\'')
        {
            _position++;
            Add(TokenKind.Character, start, _position, _line);
        }
        else
        {
            _position = start + 1;
            Add(TokenKind.Punctuation, start, _position, _line);
        }
    }

    private void Delimited(char close, TokenKind kind)
    {
        var start = _position++;
        var inClass = false;
        while (_position < _end && _text[_position] != '\n' && (inClass || _text[_position] != close))
        {
            var c = _text[_position];
            inClass = c == '[' || (inClass && c != ']');
            _position += c == '\\' ? 2 : 1;
        }

        _position = Math.Min(_position + 1, _end);
        while (_position < _end && char.IsAsciiLetter(_text[_position]))
        {
            _position++;
        }

        if (_text.AsSpan(start, _position - start).Contains('\n'))
        {
            _position = start + 1;
            kind = TokenKind.Punctuation;
        }

        Add(kind, start, _position, _line);
    }

    /// <summary>After a value a slash divides; anywhere else it starts a regular expression.</summary>
    private bool RegexMayStart()
    {
        if (_tokens.Count == 0)
        {
            return true;
        }

        var last = _tokens[^1];
        var text = _text.AsSpan(last.Start, last.Length);
        return last.Kind switch
        {
            TokenKind.Name => text is "return" or "typeof" or "case" or "in" or "of" or "delete" or "void" or "throw" or "new" or "else",
            TokenKind.Punctuation => text is not (")" or "]" or "}" or "++" or "--" or "<"),
            TokenKind.HoleOpen or TokenKind.Barrier => true,
            _ => false,
        };
    }

    private void Punctuation()
    {
        var length = _tables.OperatorLength(_text.AsSpan(_position, _end - _position));
        Add(TokenKind.Punctuation, _position, _position + length, _line);
        _position += length;
    }

    private void String(StringForm form)
    {
        var (start, startLine) = (_position, _line);
        _position += form.Open.Length;
        var (close, holeOpen) = (form.Close, form.HoleOpen);
        if (form.QuoteRun)
        {
            while (_position < _end && _text[_position] == '"')
            {
                close += '"';
                _position++;
            }
        }

        var openIndex = -1;
        var textStart = start;
        while (_position < _end)
        {
            var c = _text[_position];
            if (c == '\n' && !form.Multiline)
            {
                break;
            }

            if (c == close[0] && At(close))
            {
                if (form.Escape == StringEscape.Doubled && _position + 1 < _end && _text[_position + 1] == close[0])
                {
                    _position += 2;
                    continue;
                }

                _position += close.Length;
                Close(form, start, startLine, openIndex, textStart, close.Length);
                return;
            }

            if (c == '\\' && form.Escape == StringEscape.Backslash)
            {
                _line += _position + 1 < _end && _text[_position + 1] == '\n' ? 1 : 0;
                _position = Math.Min(_position + 2, _end);
            }
            else if (holeOpen is not null && c == holeOpen[0] && At(holeOpen) && _holeDepth < MaxHoleDepth)
            {
                if (form.DoubledHoleIsText && _position + 1 < _end && _text[_position + 1] == c)
                {
                    _position += 2;
                    continue;
                }

                Hole(form, start, startLine, ref openIndex, ref textStart);
            }
            else
            {
                _line += c == '\n' ? 1 : 0;
                _position++;
            }
        }

        Close(form, start, startLine, openIndex, textStart, 0);
    }

    private bool At(string expected) => _text.AsSpan(_position, _end - _position).StartsWith(expected);

    private void Hole(StringForm form, int start, int startLine, ref int openIndex, ref int textStart)
    {
        if (openIndex < 0)
        {
            openIndex = _tokens.Count;
            Add(TokenKind.TemplateOpen, start, start + form.Open.Length, startLine);
            textStart = start + form.Open.Length;
        }

        if (_position > textStart)
        {
            Add(TokenKind.TemplateText, textStart, _position, _line);
        }

        Add(TokenKind.HoleOpen, _position, _position + form.HoleOpen!.Length, _line);
        _position += form.HoleOpen.Length;
        _holeDepth++;
        Code(inHole: true, singleLine: !form.Multiline);
        _holeDepth--;
        var closed = _position < _end && _text[_position] == '}';
        var width = closed ? Math.Min(form.HoleOpen[0] == '{' ? form.HoleOpen.Length : 1, _end - _position) : 0;
        Add(TokenKind.HoleClose, _position, _position + width, _line);
        _position += width;
        textStart = _position;
    }

    private void Close(StringForm form, int start, int startLine, int openIndex, int textStart, int closeLength)
    {
        if (openIndex < 0)
        {
            Add(TokenKind.String, start, _position, startLine);
            return;
        }

        var textEnd = _position - closeLength;
        if (textEnd > textStart)
        {
            Add(TokenKind.TemplateText, textStart, textEnd, _line);
        }

        Add(TokenKind.TemplateClose, textEnd, _position, _line);
    }
}
