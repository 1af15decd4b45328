using Synapse.Analysis.Languages;

namespace Synapse.Analysis.Lexing;

/// <summary>
/// One error-tolerant lexer for every language: it never fails, never reads a character twice without bound and
/// closes whatever is left open at the end of the line or of the segment.
/// </summary>
internal sealed class Lexer : TokenCursor
{
    /// <summary>Interpolations nested deeper than this are read as text.</summary>
    private const int MaxHoleDepth = 16;

    private const string PageCode = "<?";

    /// <summary>Here-documents whose marker was read and whose text starts with the next line.</summary>
    private readonly Queue<StringForm> _heredocs = [];
    private int _holeDepth;

    private Lexer(LanguageDefinition language, string text)
        : base(language, text)
    {
    }

    /// <summary>Lexes a text made of segments (hunks); <paramref name="segmentStarts"/> are offsets, the first is 0.</summary>
    public static TokenList Run(LanguageDefinition language, string text, ReadOnlySpan<int> segmentStarts)
    {
        var lexer = new Lexer(language, text);
        for (var i = 0; i < segmentStarts.Length; i++)
        {
            if (i > 0)
            {
                lexer.Tokens.Add(new Token(TokenKind.Barrier, segmentStarts[i], 0, lexer.Line, 0));
            }

            lexer.End = i + 1 < segmentStarts.Length ? segmentStarts[i + 1] : text.Length;
            lexer._heredocs.Clear();
            lexer.SkipHalfComment(segmentStarts.Length > 1);
            lexer.SkipPage();
            lexer.Code('\0', singleLine: false);
        }

        var tokens = lexer.Tokens.ToArray();
        return new TokenList(tokens, BracketMatcher.Match(text, tokens), [.. lexer.Comments]);
    }

    public static TokenList Run(LanguageDefinition language, string text) => Run(language, text, [0]);

    /// <summary>A hunk may start inside a block comment: its end stands before any start.</summary>
    private void SkipHalfComment(bool isHunk)
    {
        if (!isHunk)
        {
            return;
        }

        var segment = Text.AsSpan(Position, End - Position);
        foreach (var (open, close) in Language.BlockComments)
        {
            var closeAt = segment.IndexOf(close);
            var openAt = segment.IndexOf(open);
            if (closeAt >= 0 && (openAt < 0 || closeAt < openAt))
            {
                AddComment(Position, Position + closeAt + close.Length);
                return;
            }
        }
    }

    /// <summary>Whether a text starts in the page or in its code tells whichever sign comes first.</summary>
    private void SkipPage()
    {
        if (Language.CodeInPages)
        {
            var segment = Text.AsSpan(Position, End - Position);
            var code = segment.IndexOf(PageCode);
            if (code >= 0 && segment[..code].IndexOf(PageText) < 0)
            {
                Page();
            }
        }
    }

    /// <summary>Page text up to the next piece of code, as one text token.</summary>
    private void Page()
    {
        var next = Text.AsSpan(Position, End - Position).IndexOf(PageCode);
        var end = next < 0 ? End : Position + next;
        if (end > Position)
        {
            Add(TokenKind.TemplateText, Position, end, Line);
            Line += Text.AsSpan(Position, end - Position).Count('\n');
            Position = end;
        }

        if (next >= 0)
        {
            var length = At("<?php") ? 5 : At("<?=") ? 3 : 2;
            Add(TokenKind.Punctuation, Position, Position + length, Line);
            Position += length;
        }
    }

    /// <param name="close">What ends the hole that is read, or none outside of holes.</param>
    private void Code(char close, bool singleLine)
    {
        var depth = 0;
        var open = close == ')' ? '(' : '{';
        while (Position < End)
        {
            var c = Text[Position];
            if (c == '\n')
            {
                if (singleLine)
                {
                    return;
                }

                Line++;
                Position++;
                while (close == '\0' && _heredocs.TryDequeue(out var heredoc))
                {
                    String(heredoc);
                }
            }
            else if (c is ' ' or '\t' or '\r' || (c > 127 && char.IsWhiteSpace(c)))
            {
                Position++;
            }
            else if (close != '\0' && c == close && depth == 0)
            {
                return;
            }
            else
            {
                depth += c == open ? 1 : c == close ? -1 : 0;
                One(c);
            }
        }
    }

    private void One(char c)
    {
        if (Tables.CanStartComment(c) && TryComment())
        {
            return;
        }

        var form = Tables.StringAt(Text, Position, End) ?? (c == Language.Sigil ? Sigil.FormAt(Text, Position, End) : null);
        if (form is not null)
        {
            String(form);
        }
        else if (Tables.IsNameStart(c))
        {
            Name();
        }
        else if (char.IsAsciiDigit(c))
        {
            Number();
        }
        else if (c == '\'' && Language.CharLiterals)
        {
            Character();
        }
        else if (c == '/' && Language.RegexLiterals && RegexMayStart())
        {
            Delimited('/', TokenKind.Regex);
        }
        else if (c == '<' && Heredoc.FormAt(Language, Text, Position, End) is { } heredoc)
        {
            HereDocument(heredoc);
        }
        else if (c == '?' && Language.CodeInPages && At(PageText))
        {
            Add(TokenKind.Punctuation, Position, Position + PageText.Length, Line);
            Position += PageText.Length;
            Page();
        }
        else
        {
            Punctuation();
        }
    }

    /// <summary>Where the marker ends its line the text belongs to it; where code follows, the text comes after that code.</summary>
    private void HereDocument(StringForm form)
    {
        var blanks = form.Open.Length;
        while (Ahead(blanks) is ' ' or '\t' or '\r' or ';')
        {
            blanks++;
        }

        if (Ahead(blanks) == '\n')
        {
            String(form);
            return;
        }

        _heredocs.Enqueue(form with { Open = "" });
        Add(TokenKind.Punctuation, Position, Position + form.Open.Length, Line);
        Position += form.Open.Length;
    }

    private void String(StringForm form)
    {
        var (start, startLine) = (Position, Line);
        Position += form.Open.Length;
        var close = form.Close;
        if (form.QuoteRun)
        {
            while (Position < End && Text[Position] == '"')
            {
                close += '"';
                Position++;
            }
        }

        var openIndex = -1;
        var textStart = start;
        while (Position < End)
        {
            var c = Text[Position];
            if (c == '\n' && !form.Multiline)
            {
                break;
            }

            if (c == close[0] && At(close) && (!form.CloseOnOwnLine || Heredoc.ClosesAt(Text, Position, close.Length)))
            {
                if (form.Escape == StringEscape.Doubled && Ahead(1) == close[0])
                {
                    Position += 2;
                    continue;
                }

                Position += close.Length;
                Close(form, start, startLine, openIndex, textStart, close.Length);
                return;
            }

            if (form.Holes is not null && _holeDepth < MaxHoleDepth && HoleAt(form.Holes, c) is { } hole)
            {
                if (form.DoubledHoleIsText && Ahead(1) == c)
                {
                    Position += 2;
                    continue;
                }

                Hole(form, hole, start, startLine, ref openIndex, ref textStart);
            }
            else if ((c == '\\' && form.Escape == StringEscape.Backslash) || (c == '`' && form.Escape == StringEscape.Backtick))
            {
                Line += Ahead(1) == '\n' ? 1 : 0;
                Position = Math.Min(Position + 2, End);
            }
            else
            {
                Line += c == '\n' ? 1 : 0;
                Position++;
            }
        }

        Close(form, start, startLine, openIndex, textStart, 0);
    }

    private void Hole(StringForm form, HoleForm hole, int start, int startLine, ref int openIndex, ref int textStart)
    {
        if (openIndex < 0)
        {
            openIndex = Tokens.Count;
            Add(TokenKind.TemplateOpen, start, start + form.Open.Length, startLine);
            textStart = start + form.Open.Length;
        }

        if (Position > textStart)
        {
            Add(TokenKind.TemplateText, textStart, Position, Line);
        }

        Add(TokenKind.HoleOpen, Position, Position + hole.Sign, Line);
        Position += hole.Sign;
        var width = 0;
        if (hole.Close is '}' or ')')
        {
            _holeDepth++;
            Code(hole.Close, singleLine: !form.Multiline);
            _holeDepth--;
            var closed = Position < End && Text[Position] == hole.Close;
            width = closed ? Math.Min(hole.Open[0] == '{' ? hole.Sign : 1, End - Position) : 0;
        }
        else
        {
            Name();
            width = hole.Close == HoleForm.NameInBraces ? FormatLength() : 0;
            MemberOrItem();
        }

        Add(TokenKind.HoleClose, Position, Position + width, Line);
        Position += width;
        textStart = Position;
    }

    /// <summary>PHP reads one member or one item after a name in a string: <c>$user->name</c>, <c>$row[id]</c>.</summary>
    private void MemberOrItem()
    {
        if (!Language.CodeInPages)
        {
            return;
        }

        if (At("->") && Tables.IsNameStart(Ahead(2)))
        {
            Punctuation();
            Name();
        }
        else if (Ahead(0) == '[' && (Tables.IsNamePart(Ahead(1))))
        {
            Punctuation();
            Name();
            if (Ahead(0) == ']')
            {
                Punctuation();
            }
        }
    }

    private void Close(StringForm form, int start, int startLine, int openIndex, int textStart, int closeLength)
    {
        if (openIndex < 0 && !form.CloseOnOwnLine)
        {
            Add(TokenKind.String, start, Position, startLine);
            return;
        }

        if (openIndex < 0)
        {
            Add(TokenKind.TemplateOpen, start, start + form.Open.Length, startLine);
            textStart = start + form.Open.Length;
        }

        var textEnd = Position - closeLength;
        if (textEnd > textStart)
        {
            Add(TokenKind.TemplateText, textStart, textEnd, Line);
        }

        Add(TokenKind.TemplateClose, textEnd, Position, Line);
    }
}
