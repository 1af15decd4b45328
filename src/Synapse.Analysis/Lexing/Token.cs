namespace Synapse.Analysis.Lexing;

internal enum TokenKind : byte
{
    Name,
    Number,
    /// <summary>A string without interpolation; the token covers its delimiters.</summary>
    String,
    /// <summary>Opens an interpolated string; its <see cref="Token.Match"/> is the closing token.</summary>
    TemplateOpen,
    TemplateText,
    HoleOpen,
    HoleClose,
    TemplateClose,
    Character,
    Regex,
    Punctuation,
    /// <summary>Stands between two hunks: nothing matches across it.</summary>
    Barrier,
}

/// <summary>One token. Comments are kept apart, so a pattern never sees them.</summary>
/// <param name="Line">0-based index of the line it starts on.</param>
/// <param name="Hash">Hash of the text of names and punctuation, else of the kind.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int Length, int Line, int Hash)
{
    public int End => Start + Length;
}
