using System.Runtime.CompilerServices;
using Synapse.Analysis.Lexing;
using Synapse.Analysis.Structure;

namespace Synapse.Analysis.Syntax;

/// <summary>
/// Reads tokens into one form for all languages. It never fails: what it does not understand becomes an <see cref="OpaqueNode"/> of
/// the pieces inside, and every step takes at least one token, so its work is linear. Whole files and lone hunks are the same to it.
/// </summary>
internal sealed partial class SyntaxParser
{
    /// <summary>Brackets and blocks nested deeper than this are skipped.</summary>
    private const int MaxDepth = 100;

    /// <summary>Members and calls of one chain; the rest is opaque.</summary>
    private const int MaxChain = 200;

    private readonly TokenSource _source;
    private readonly Dialect _dialect;
    private int _at;
    private int _limit;
    private int _depth;
    private bool _newlineEnds;
    private bool _noBrace;
    private bool _noIn;

    private SyntaxParser(TokenSource source, Dialect dialect) => (_source, _dialect, _newlineEnds, _limit) = (source, dialect, dialect.NewlineEnds, source.Tokens.Count);

    /// <summary>The statements of a text, or null where its language is not parsed.</summary>
    public static BlockNode? Parse(TokenSource source)
    {
        if (Dialect.Of(source.Language.Id) is not { } dialect || source.Tokens.Count == 0)
        {
            return null;
        }

        var parser = new SyntaxParser(source, dialect);
        var statements = new List<Node>();
        while (parser._at < source.Tokens.Count)
        {
            parser.Statements(statements, source.Tokens.Count, -1);
            parser._at++;
        }

        return new BlockNode(0, source.Tokens.Count - 1, statements);
    }

    private int Count => _source.Tokens.Count;

    private TokenKind Kind => _at < Count ? _source.Tokens[_at].Kind : TokenKind.Barrier;

    private bool Is(string text) => _source.Is(_at, text);

    private bool IsAt(int index, string text) => _source.Is(index, text);

    private bool IsName(int index) => _source.IsName(index);

    private string TextAt(int index) => index >= 0 && index < Count ? _source.TextOf(index).ToString() : "";

    private int MatchOf(int index) => index >= 0 && index < Count ? _source.Tokens.MatchOf(index) : -1;

    private bool Accept(string text)
    {
        if (!Is(text))
        {
            return false;
        }

        _at++;
        return true;
    }

    /// <summary>True when the token at hand starts a new line.</summary>
    private bool StartsLine(int index) => index > 0 && index < Count && _source.Tokens[index].Line > EndLine(index - 1);

    private int EndLine(int index)
    {
        var token = _source.Tokens[index];
        return token.Kind is TokenKind.String or TokenKind.TemplateText
            ? token.Line + _source.Text.AsSpan(token.Start, token.Length).Count('\n')
            : token.Line;
    }

    /// <summary>True where the statement cannot go on: a closer, a separator, the end, or a line's end that ends statements.</summary>
    private bool AtEnd => _at >= _limit || Kind is TokenKind.Barrier or TokenKind.HoleClose or TokenKind.TemplateClose || IsCloser(_at);

    private bool IsCloser(int index) => index < Count && _source.Tokens[index].Kind == TokenKind.Punctuation && _source.TextOf(index) is ")" or "]" or "}" or ";" or ",";

    private bool EndsHere => AtEnd || (_newlineEnds && StartsLine(_at) && !Continues());

    /// <summary>A line that starts so goes on with the statement before it.</summary>
    private bool Continues()
    {
        var here = _source.TextOf(_at);
        return here is "." or "?." or "&." or "|>" ||
            (_dialect.Id is "javascript" or "typescript" or "kotlin" or "scala" or "swift" && here is "+" or "&&" or "||" or "?" or ":" or "??" or "?:" or "=" or "-" or "*" or "==" or "===");
    }

    private bool Deeper() => ++_depth <= MaxDepth && RuntimeHelpers.TryEnsureSufficientExecutionStack();

    /// <summary>
    /// Reads what stands between the bracket at hand and its partner, with new lines meaning nothing. A bracket without partner ends
    /// with the one around it: nothing is ever read twice.
    /// </summary>
    private T Inside<T>(Func<int, T> read, bool newlineEnds = false)
    {
        var close = MatchOf(_at);
        close = Math.Min(close > _at ? close : _source.Tokens.SegmentEnd(_at) + 1, _limit);
        var (outerEnds, outerBrace, outerLimit) = (_newlineEnds, _noBrace, _limit);
        (_newlineEnds, _noBrace, _limit) = (newlineEnds, false, close);
        _at++;
        var result = Deeper() ? read(close) : read(_at);
        _depth--;
        (_newlineEnds, _noBrace, _limit) = (outerEnds, outerBrace, outerLimit);
        _at = Math.Min(Math.Max(_at, close + 1), Count);
        return result;
    }

    private int LastRead => Math.Max(0, _at - 1);

    /// <summary>Everything up to <paramref name="end"/> as far as it can be read, separated by whatever stands between.</summary>
    private List<Node> Pieces(int end)
    {
        var pieces = new List<Node>();
        while (_at < end)
        {
            var before = _at;
            if (!IsCloser(_at))
            {
                pieces.Add(Expression());
            }

            _at = Math.Max(_at, before + 1);
        }

        return pieces;
    }
}
