using Synapse.Analysis.Languages;

namespace Synapse.Analysis.Lexing;

/// <summary>Where a lexer stands, the tokens it has made, and how it reads what every language has: comments, names, numbers, characters and signs.</summary>
internal abstract class TokenCursor
{
    /// <summary>Ends the code of a page and starts its text.</summary>
    protected const string PageText = "?>";

    protected TokenCursor(LanguageDefinition language, string text)
    {
        Language = language;
        Tables = LexerTables.For(language);
        Text = text;
        Tokens = new List<Token>(Math.Max(16, text.Length / 6));
    }

    protected LexerTables Tables { get; }

    protected LanguageDefinition Language { get; }

    protected string Text { get; }

    protected List<Token> Tokens { get; }

    protected List<Comment> Comments { get; } = [];

    protected int Position { get; set; }

    protected int Line { get; set; }

    /// <summary>End of the segment that is read.</summary>
    protected int End { get; set; }

    protected bool At(string expected) => Text.AsSpan(Position, End - Position).StartsWith(expected);

    protected char Ahead(int distance) => Position + distance < End ? Text[Position + distance] : '\0';

    protected void AddComment(int start, int end)
    {
        Comments.Add(new Comment(start, end - start, Line));
        Line += Text.AsSpan(start, end - start).Count('\n');
        Position = end;
    }

    protected void Add(TokenKind kind, int start, int end, int line)
    {
        var hash = kind is TokenKind.Name or TokenKind.Punctuation or TokenKind.Number
            ? TokenList.HashOf(Text.AsSpan(start, end - start))
            : (int)kind;
        Tokens.Add(new Token(kind, start, end - start, line, hash));
    }

    protected void Name()
    {
        var start = Position++;
        while (Position < End && Tables.IsNamePart(Text[Position]))
        {
            Position++;
        }

        if (Position < End && Language.NameEnds.Contains(Text[Position]) && Ahead(1) != '=')
        {
            Position++;
        }

        Add(TokenKind.Name, start, Position, Line);
    }

    protected void Number()
    {
        var start = Position++;
        while (Position < End && (char.IsAsciiLetterOrDigit(Text[Position]) || Text[Position] == '_' ||
               (Text[Position] == '.' && Position + 1 < End && char.IsAsciiDigit(Text[Position + 1]))))
        {
            Position++;
        }

        Add(TokenKind.Number, start, Position, Line);
    }

    protected void Character()
    {
        var start = Position++;
        // A lone quote is the lifetime of Rust or the separator of digits of C++, no character.
        if (Ahead(0) != '\\' && Ahead(1) != '\'' && !(char.IsSurrogate(Ahead(0)) && Ahead(2) == '\''))
        {
            Add(TokenKind.Punctuation, start, Position, Line);
            return;
        }

        while (Position < End && Text[Position] is not ('\'' or '\n') && Position - start < 12)
        {
            Position += Text[Position] == '\\' ? 2 : 1;
        }

        Position = Math.Min(Position, End);
        if (Position < End && Text[Position] == '\'')
        {
            Position++;
            Add(TokenKind.Character, start, Position, Line);
        }
        else
        {
            Position = start + 1;
            Add(TokenKind.Punctuation, start, Position, Line);
        }
    }

    protected void Delimited(char close, TokenKind kind)
    {
        var start = Position++;
        var inClass = false;
        while (Position < End && Text[Position] != '\n' && (inClass || Text[Position] != close))
        {
            var c = Text[Position];
            inClass = c == '[' || (inClass && c != ']');
            Position += c == '\\' ? 2 : 1;
        }

        Position = Math.Min(Position + 1, End);
        while (Position < End && char.IsAsciiLetter(Text[Position]))
        {
            Position++;
        }

        if (Text.AsSpan(start, Position - start).Contains('\n'))
        {
            Position = start + 1;
            kind = TokenKind.Punctuation;
        }

        Add(kind, start, Position, Line);
    }

    /// <summary>After a value a slash divides; anywhere else it starts a regular expression.</summary>
    protected bool RegexMayStart()
    {
        if (Tokens.Count == 0)
        {
            return true;
        }

        var last = Tokens[^1];
        var text = Text.AsSpan(last.Start, last.Length);
        return last.Kind switch
        {
            TokenKind.Name => text is "return" or "if" or "unless" or "and" or "or" or "not" or "when" or "typeof" or "case" or "in" or "of" or "delete" or "void" or "throw" or "new" or "else",
            TokenKind.Punctuation => text is not (")" or "]" or "}" or "++" or "--" or "<" or "." or "?." or "&."),
            TokenKind.HoleOpen or TokenKind.Barrier => true,
            _ => false,
        };
    }

    protected void Punctuation()
    {
        var length = Tables.OperatorLength(Text.AsSpan(Position, End - Position));
        Add(TokenKind.Punctuation, Position, Position + length, Line);
        Position += length;
    }

    protected bool TryComment()
    {
        if (Language.CommentsStartWords && Position > 0 && !char.IsWhiteSpace(Text[Position - 1]) && Text[Position - 1] is not (';' or '(' or ')'))
        {
            return false;
        }

        var rest = Text.AsSpan(Position, End - Position);
        foreach (var open in Language.LineComments)
        {
            if (rest.StartsWith(open) && !(Language.CodeInPages && rest.StartsWith("#[")))
            {
                var length = rest.IndexOf('\n');
                length = length < 0 ? rest.Length : length;
                var page = Language.CodeInPages ? rest[..length].IndexOf(PageText) : -1;
                AddComment(Position, Position + (page < 0 ? length : page));
                return true;
            }
        }

        foreach (var (open, close) in Language.BlockComments)
        {
            if (rest.StartsWith(open))
            {
                var at = rest[open.Length..].IndexOf(close);
                AddComment(Position, at < 0 ? End : Position + open.Length + at + close.Length);
                return true;
            }
        }

        return false;
    }

    protected HoleForm? HoleAt(HoleForm[] holes, char c)
    {
        foreach (var hole in holes)
        {
            if (c == hole.Open[0] && At(hole.Open) && (hole.Close is '}' or ')' || hole.Open.Length > 1 || IsName(hole)))
            {
                return hole;
            }
        }

        return null;
    }

    /// <summary>True where a name follows and, for names in braces, the brace or the format closes right after it.</summary>
    private bool IsName(HoleForm hole)
    {
        const int MaxName = 100;
        var length = 1;
        while (length < MaxName && (char.IsAsciiLetter(Ahead(length)) || Ahead(length) == '_' || (length > 1 && char.IsAsciiDigit(Ahead(length)))))
        {
            length++;
        }

        return length > 1 && (hole.Close == HoleForm.OneName || (Ahead(length) is '}' or ':' && Text[Position - 1] != '{'));
    }

    /// <summary>How a value is written stands between its name and the brace: <c>{size:>8}</c>.</summary>
    protected int FormatLength()
    {
        const int MaxFormat = 32;
        var length = 0;
        while (length < MaxFormat && Ahead(length) is not ('}' or '"' or '\n' or '\0'))
        {
            length++;
        }

        return Ahead(length) == '}' ? length + 1 : 0;
    }
}
