using Synapse.Analysis.Flow;
using Synapse.Analysis.Lexing;
using Synapse.Analysis.Structure;

namespace Synapse.Analysis.Rules;

/// <summary>A run of tokens, both ends inclusive; empty when <paramref name="Last"/> is before <paramref name="First"/>.</summary>
internal readonly record struct TokenRange(int First, int Last)
{
    public bool IsEmpty => Last < First;
}

/// <summary>
/// Answers what an expression is made of: constant, dynamic, composed at run time, read from outside. The values that the flow
/// analysis recorded decide; where it met nothing, a name is followed to its nearest assignment above in the same function.
/// </summary>
internal sealed class Expressions(TokenSource source, ScopeIndex scopes, Lazy<FlowResult?> flow)
{
    private const int MaxHops = 3;
    private const int MaxBackwardTokens = 600;
    private const int MaxSourceText = 400;
    private const int MaxMentionText = 1_000;
    private const int MaxRead = 64;
    private const int MaxNames = 500;

    private readonly NearestAssignments _assignments = new(source, scopes);
    private readonly Dictionary<LinearRegex, Dictionary<string, bool>> _named = [];

    public DeclaredTypes Types { get; } = new(source, scopes);

    public bool Is(TokenRange range, ExpressionKind kind, IReadOnlyList<LinearRegex> inputs)
    {
        if (kind is ExpressionKind.Dynamic or ExpressionKind.Built or ExpressionKind.Input && !range.IsEmpty)
        {
            if (ValueOf(range) is { } value && (value.IsTainted || !flow.Value!.IsIncomplete))
            {
                return kind switch
                {
                    ExpressionKind.Built => value.IsComposed && value.IsOpen,
                    ExpressionKind.Input => value.IsTainted,
                    _ => value.IsOpen,
                };
            }

            if (flow.Value is { } known && known.IsDead(range))
            {
                return false;
            }
        }

        return AsWritten(range, kind, inputs);
    }

    /// <summary>Whether the regular expression matches a name: the same few names are asked about again and again.</summary>
    public bool IsNamed(int name, LinearRegex regex)
    {
        var known = (_named.TryGetValue(regex, out var names) ? names : _named[regex] = new(StringComparer.Ordinal)).GetAlternateLookup<ReadOnlySpan<char>>();
        var text = source.TextOf(name);
        if (!known.TryGetValue(text, out var matches))
        {
            matches = regex.IsMatch(text);
            if (known.Dictionary.Count < MaxNames)
            {
                known[text] = matches;
            }
        }

        return matches;
    }

    /// <summary>True for a name that is declared or given a new value above it in the innermost loop: what it held in the round before is gone.</summary>
    public bool IsMadeInLoop(int name)
    {
        if (scopes.LoopAt(name) is not { } loop)
        {
            return false;
        }

        var hash = source.Tokens[name].Hash;
        for (var i = name - 1; i > loop.Header && name - i < MaxBackwardTokens; i--)
        {
            if (source.Tokens[i].Hash == hash && source.IsName(i) && !_assignments.IsMember(i) && (source.TextOf(i + 1) is "=" or ":=" || source.Is(i - 1, "var") || (source.TextOf(i + 1) is ";" or ":" && source.IsName(i - 1) && !source.Is(i - 1, "return"))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What the flow analysis knows of an expression, parentheses around it left out; null where it did not meet it.</summary>
    public Value? ValueOf(TokenRange range)
    {
        while (range.First < range.Last && source.Is(range.First, "(") && source.Tokens.MatchOf(range.First) == range.Last)
        {
            range = new TokenRange(range.First + 1, range.Last - 1);
        }

        return flow.Value?.At(range);
    }

    /// <summary>The constant text of an expression, as the program has it: without delimiters and, where the form has escapes, with them read once.</summary>
    public string? TextOf(TokenRange range)
    {
        var followed = Follow(range);
        var at = followed.IsEmpty ? range : followed;
        if (at.First != at.Last)
        {
            return ValueOf(range)?.Text?.Replace(@"\\", @"\", StringComparison.Ordinal);
        }

        var written = source.TextOf(at.First);
        if (source.Tokens[at.First].Kind == TokenKind.Regex)
        {
            var end = written.LastIndexOf('/');
            return end > 0 ? written[1..end].ToString() : null;
        }

        if (source.Tokens[at.First].Kind != TokenKind.String)
        {
            return null;
        }

        var isRaw = written[..Math.Max(0, written.IndexOfAny('"', '\'', '`'))].IndexOfAny('r', 'R', '@') >= 0 || written.StartsWith("\"\"\"");
        var content = LiteralText.Of(written);
        return isRaw ? content : content.Replace(@"\\", @"\", StringComparison.Ordinal);
    }

    /// <summary>True when the source of every outside value in it or something on its way, or in what is written, matches.</summary>
    public bool IsCleaned(TokenRange range, LinearRegex clean)
    {
        if (ValueOf(range) is not { IsTainted: true } value)
        {
            return Mentions(range, [clean]);
        }

        foreach (var taint in value.Taints)
        {
            if (clean.IsMatch(TextOf(taint.Source)) || (taint.Source.First >= range.First && taint.Source.Last <= range.Last && Mentions(range, [clean], hops: 0)))
            {
                continue;
            }

            var step = taint.Path;
            while (step is not null && !clean.IsMatch(TextOf(step.Node)))
            {
                step = step.Before;
            }

            if (step is null)
            {
                return false;
            }
        }

        return true;
    }

    private ReadOnlySpan<char> TextOf(Syntax.Node node)
    {
        var start = source.Tokens[node.First].Start;
        return source.Text.AsSpan(start, Math.Min(source.Tokens[node.Last].End - start, MaxSourceText));
    }

    private bool AsWritten(TokenRange range, ExpressionKind kind, IReadOnlyList<LinearRegex> inputs) => kind switch
    {
        ExpressionKind.Any => true,
        ExpressionKind.Name => range.First == range.Last && source.IsName(range.First),
        ExpressionKind.String => range.First == range.Last && source.Tokens[range.First].Kind == TokenKind.String,
        ExpressionKind.Number => range.First == range.Last && source.Tokens[range.First].Kind == TokenKind.Number,
        ExpressionKind.Literal => !range.IsEmpty && !IsDynamic(range, MaxHops),
        ExpressionKind.Dynamic => !range.IsEmpty && IsDynamic(range, MaxHops),
        ExpressionKind.Built => IsBuilt(range, MaxHops),
        ExpressionKind.Input => Mentions(range, inputs),
        ExpressionKind.Block => source.Is(range.First, "{"),
        _ => false,
    };

    /// <summary>The outline of a composed text: as the flow has it, or where that met nothing as it is written.</summary>
    public string? ShapeOf(TokenRange range) => ValueOf(range) is { } value ? value.Shape : WrittenShape(range);

    /// <summary>The outline of a composed text by its tokens alone, for code that is not parsed; null where nothing in it is constant.</summary>
    private string? WrittenShape(TokenRange range)
    {
        var followed = Follow(range);
        (range, var shape, var isText) = (followed.IsEmpty ? range : followed, new System.Text.StringBuilder(), false);
        for (var i = range.First; i <= range.Last && shape.Length < MaxSourceText; i++)
        {
            var kind = source.Tokens[i].Kind;
            if (kind is TokenKind.String or TokenKind.TemplateText)
            {
                shape.Append(kind == TokenKind.String ? LiteralText.Span(source.TextOf(i)) : source.TextOf(i));
                isText = true;
            }
            else if (kind is TokenKind.HoleOpen or TokenKind.Name)
            {
                shape.Append(Outline.Hole);
                var opens = kind == TokenKind.Name && source.Is(i + 1, "(") ? i + 1 : i;
                i = Math.Max(i, source.Tokens.MatchOf(opens));
            }
        }

        return isText ? shape.ToString() : null;
    }

    /// <summary>True when a constant part of the expression (or of what its names were assigned) matches.</summary>
    public bool HasString(TokenRange range, LinearRegex regex, int hops = MaxHops)
    {
        for (var i = range.First; i <= range.Last; i++)
        {
            var token = source.Tokens[i];
            if (token.Kind == TokenKind.String && regex.IsMatch(LiteralText.Span(source.TextOf(i))))
            {
                return true;
            }

            if (token.Kind == TokenKind.TemplateText && regex.IsMatch(source.TextOf(i)))
            {
                return true;
            }
        }

        if (ValueOf(range) is { } value && (value.Text is { } text ? regex.IsMatch(text) : value.Texts.Any(t => regex.IsMatch(t))))
        {
            return true;
        }

        return hops > 0 && Follow(range) is { IsEmpty: false } assigned && HasString(assigned, regex, hops - 1);
    }

    public TokenRange Follow(TokenRange range) =>
        range.First == range.Last && source.IsName(range.First) ? _assignments.Of(range.First) : new TokenRange(0, -1);

    private bool IsDynamic(TokenRange range, int hops)
    {
        for (var i = range.First; i <= range.Last; i++)
        {
            if (source.Tokens[i].Kind != TokenKind.Name || IsConstantWord(source.TextOf(i)))
            {
                continue;
            }

            if (flow.Value is { IsIncomplete: false } known && known.At(new TokenRange(i, i)) is { IsOpen: false })
            {
                continue;
            }

            var text = source.TextOf(i);
            var called = source.Is(i + 1, "(");
            if (called && IsNumberCall(i))
            {
                i = source.Tokens.MatchOf(i + 1);
            }
            else if (called ? i > range.First && _assignments.IsMember(i) && text is "ToString" or "toString" : CallNames.IsConstant(text) || IsNumberType(i))
            {
                // The text of a constant or of a number is harmless.
            }
            else if (!called && !_assignments.IsMember(i) && (source.Is(i + 1, ".") ? source.Is(i + 2, "ToString") : !source.Is(i + 1, "[")) && IsDeclaredNumber(i))
            {
                // So is a variable or parameter of a number type.
            }
            else if (called || hops == 0 || _assignments.IsMember(i) || _assignments.Of(i) is not { IsEmpty: false } assigned || IsDynamic(assigned, hops - 1))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when the nearest declaration above, in the same function, gives the name a number type: <c>int id</c>.</summary>
    private bool IsDeclaredNumber(int index)
    {
        if (source.Language.Id is not ("csharp" or "java") || scopes.FunctionAt(index) is not { } function)
        {
            return false;
        }

        var hash = source.Tokens[index].Hash;
        for (var i = index - 1; i > function.Header && index - i < MaxBackwardTokens; i--)
        {
            if (source.Tokens[i].Hash == hash && source.IsName(i) && source.TextOf(i + 1) is "=" or "," or ")" or ";" or "in" or ":" &&
                (source.IsName(i - 1) || source.Is(i - 1, "?") || source.Is(i - 1, ">") || source.Is(i - 1, "]")))
            {
                var type = source.Is(i - 1, "?") ? i - 2 : i - 1;
                if (source.TextOf(type) is not ("return" or "in" or "out" or "ref" or "await" or "new"))
                {
                    return CallNames.IsPlainType(source.TextOf(type).ToString());
                }
            }
        }

        return false;
    }

    /// <summary>A conversion to a number: whatever goes in, no text comes out.</summary>
    private bool IsNumberCall(int name) =>
        source.Tokens.MatchOf(name + 1) > name &&
        (source.TextOf(name) is "parseInt" or "parseLong" or "ToInt32" or "ToInt64" or "ToInt16" or "Itoa" or "to_integer" ||
         (source.TextOf(name) is "Parse" && source.Is(name - 1, ".") && IsNumberType(name - 2)));

    /// <summary>The type in front of such a conversion.</summary>
    private bool IsNumberType(int name) =>
        source.Is(name + 1, ".") && source.IsName(name + 2) && source.Is(name + 3, "(") &&
        source.TextOf(name) is "int" or "long" or "Int32" or "Int64" or "Guid" or "Convert" or "Integer" or "Long" or "strconv" or "String" or "decimal" or "double";

    private bool IsBuilt(TokenRange range, int hops)
    {
        if (range.IsEmpty || IsFunction(range))
        {
            return false;
        }

        if (IsComposed(range) && IsDynamic(range, MaxHops))
        {
            return true;
        }

        return hops > 0 && Follow(range) is { IsEmpty: false } assigned && IsBuilt(assigned, hops - 1);
    }

    /// <summary>A function in place of a value is no text, whatever it puts together.</summary>
    private bool IsFunction(TokenRange range)
    {
        var behind = source.Is(range.First, "(") && source.Tokens.MatchOf(range.First) > range.First ? source.Tokens.MatchOf(range.First) + 1 : range.First + 1;
        return source.TextOf(range.First) is "function" or "fn" or "static" or "lambda" or "async" || (behind <= range.Last && source.TextOf(behind) is "=>" or "->");
    }

    /// <summary>Interpolation with holes, an operator that joins strings, or a formatting call, with a dynamic operand.</summary>
    private bool IsComposed(TokenRange range)
    {
        var hasString = false;
        var joins = false;
        for (var i = range.First; i <= range.Last; i++)
        {
            var kind = source.Tokens[i].Kind;
            if (kind == TokenKind.HoleOpen)
            {
                return source.Tokens.MatchOf(i) is var close && close > i && IsDynamic(new TokenRange(i + 1, close - 1), MaxHops);
            }

            hasString |= kind == TokenKind.String;
            joins |= kind == TokenKind.Punctuation && IsJoin(range, i);
            joins |= kind == TokenKind.Name && source.Is(i + 1, "(") && IsFormatCall(source.TextOf(i));
        }

        return hasString && joins;
    }

    private bool IsJoin(TokenRange range, int i) =>
        i > range.First && i < range.Last &&
        (source.TextOf(i) is "+" or "<>" or "||" || (source.Is(i, ".") && source.Language.CodeInPages) ||
         (source.TextOf(i) is "%" && source.Language.Id == "python" && source.Tokens[i - 1].Kind == TokenKind.String));

    public static bool IsFormatCall(ReadOnlySpan<char> name) =>
        name is "format" or "Format" or "Sprintf" or "sprintf" or "Concat" or "concat" or "formatted" or "Sprint" or "AppendFormat" or "format!";

    /// <summary>True when one of the expressions matches the text, or the text of what a name in it was assigned.</summary>
    public bool Mentions(TokenRange range, IReadOnlyList<LinearRegex> regexes, int hops = MaxHops) => Mentions(range, regexes, hops, []);

    /// <param name="read">Where the ranges start that were read already: names of names of names would else be read without end.</param>
    private bool Mentions(TokenRange range, IReadOnlyList<LinearRegex> regexes, int hops, HashSet<int> read)
    {
        if (range.IsEmpty || read.Count >= MaxRead || !read.Add(range.First))
        {
            return false;
        }

        var start = source.Tokens[range.First].Start;
        var text = source.Text.AsSpan(start, Math.Min(source.Tokens[range.Last].End - start, MaxMentionText));
        foreach (var regex in regexes)
        {
            if (regex.IsMatch(text))
            {
                return true;
            }
        }

        if (hops == 0)
        {
            return false;
        }

        for (var i = range.First; i <= range.Last; i++)
        {
            if (source.IsName(i) && !_assignments.IsMember(i) && !source.Is(i + 1, "(") && _assignments.Of(i) is { IsEmpty: false } assigned &&
                Mentions(assigned, regexes, hops - 1, read))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsConstantWord(ReadOnlySpan<char> text) =>
        text is "true" or "false" or "null" or "nil" or "None" or "True" or "False" or "undefined" or "default" or "string" or "String" or "int" or "new" or "final" or "const";
}
