using Synapse.Analysis.Lexing;
using Synapse.Analysis.Structure;

namespace Synapse.Analysis.Rules;

/// <summary>
/// Tells the type that a file gives an expression in so many words: a declaration of its name, a <c>new</c>, a literal. What would take
/// other files or an inference is unknown.
/// </summary>
internal sealed class DeclaredTypes(TokenSource source, ScopeIndex scopes)
{
    private const int MaxHops = 2;
    private const int MaxTypeTokens = 60;

    private Dictionary<int, List<int>>? _declarations;

    /// <summary>The type as written, without white space; empty when unknown.</summary>
    public string Of(TokenRange range) => Of(range, MaxHops);

    private string Of(TokenRange range, int hops)
    {
        while (!range.IsEmpty && source.Is(range.First, "(") && source.Tokens.MatchOf(range.First) == range.Last)
        {
            range = new TokenRange(range.First + 1, range.Last - 1);
        }

        if (range.IsEmpty)
        {
            return "";
        }

        if (source.Is(range.First, "new") || source.Is(range.First, "&"))
        {
            return Created(range.First + 1, range.Last);
        }

        if (range.First == range.Last)
        {
            return source.Tokens[range.First].Kind switch
            {
                TokenKind.String => "string",
                TokenKind.Number => source.TextOf(range.First).IndexOfAny(".dfmeDFME") > 0 && !source.TextOf(range.First).StartsWith("0x") ? "double" : "int",
                TokenKind.Name => Declared(range.First, hops),
                _ => "",
            };
        }

        if (source.Tokens[range.First].Kind == TokenKind.TemplateOpen && source.Tokens.MatchOf(range.First) == range.Last)
        {
            return "string";
        }

        return range.Last == range.First + 2 && source.Is(range.First, "this") && source.Is(range.First + 1, ".") ? Declared(range.Last, hops)
            : source.Is(range.First, "typeof") && source.Tokens.MatchOf(range.First + 1) == range.Last ? "Type"
            : source.Language.Id == "go" && source.Is(range.Last, "}") ? Created(range.First, range.Last)
            : "";
    }

    /// <summary>The type of <c>new T(...)</c>, <c>new T[n]</c>, <c>new T { ... }</c>.</summary>
    private string Created(int first, int last)
    {
        var end = first;
        while (end <= last && (source.IsName(end) || source.TextOf(end) is "." or "<" or ">" or "," or "?"))
        {
            end++;
        }

        var isArray = end <= last && source.Is(end, "[");
        var close = end <= last ? source.Tokens.MatchOf(end) : last;
        var whole = close == last || (source.Is(close + 1, "{") && source.Tokens.MatchOf(close + 1) == last);
        return end == first || !whole ? "" : Text(first, end - 1) + (isArray ? "[]" : "");
    }

    /// <summary>By the nearest declaration above in the same function, or else by one outside of functions.</summary>
    private string Declared(int name, int hops)
    {
        _declarations ??= Index();
        if (!_declarations.TryGetValue(source.Tokens[name].Hash, out var places))
        {
            return "";
        }

        var here = scopes.NamedFunctionAt(name);
        var found = places.FindLast(p => p <= name && here is not null && ReferenceEquals(scopes.NamedFunctionAt(p), here));
        var outside = found > 0 ? found : places.FindLast(p => scopes.FunctionAt(p) is null);
        return outside > 0 ? TypeAt(outside, hops) : "";
    }

    private Dictionary<int, List<int>> Index()
    {
        var found = new Dictionary<int, List<int>>();
        for (var i = 1; i < source.Tokens.Count; i++)
        {
            if (source.IsName(i) && IsDeclaration(i))
            {
                (found.TryGetValue(source.Tokens[i].Hash, out var places) ? places : found[source.Tokens[i].Hash] = []).Add(i);
            }
        }

        return found;
    }

    private bool IsDeclaration(int i)
    {
        if (source.Language.Id == "go")
        {
            return source.Is(i + 1, ":=") ||
                ((source.Is(i - 1, "(") || source.Is(i - 1, ",") || source.Is(i - 1, "var") || source.Tokens[i].Line > source.Tokens[i - 1].Line) && TypeStarts(i + 1) && source.Tokens[i].Line == source.Tokens[i + 1].Line);
        }

        if (source.Is(i + 1, ":") && IsColonLanguage)
        {
            return source.IsName(i + 2) && !source.Is(i - 1, "?");
        }

        var before = source.TextOf(i - 1);
        return source.TextOf(i + 1) is "=" or ";" or "," or ")" or "in" or ":" or "{" or "=>" &&
            ((source.IsName(i - 1) && !source.IsControlWord(i - 1) && before is not ("in" or "out" or "ref" or "is" or "as" or "or" or "and" or "not" or "throws" or "extends" or "implements" or "class" or "struct" or "interface" or "enum" or "record" or "namespace" or "import" or "goto" or "yield" or "delete")) ||
             before is ">" or "]" or "?") && !source.Is(i - 2, "=>");
    }

    private bool IsColonLanguage => source.Language.Id is "typescript" or "kotlin" or "swift" or "rust" or "scala" or "python";

    /// <summary>In Go a star that stands apart from both sides multiplies; before a type it stands right at it.</summary>
    private bool TypeStarts(int i) => (source.IsName(i) && !source.IsControlWord(i)) || source.TextOf(i) is "[" or "chan" or "map" ||
        (source.Is(i, "*") && i + 1 < source.Tokens.Count && source.Tokens[i].End == source.Tokens[i + 1].Start && source.Tokens[i].Start > source.Tokens[i - 1].End);

    private string TypeAt(int name, int hops)
    {
        if (source.Language.Id == "go")
        {
            return source.Is(name + 1, ":=") ? Assigned(name + 2, hops) : Forward(name + 1);
        }

        if (source.Is(name + 1, ":") && IsColonLanguage)
        {
            return Forward(name + 2);
        }

        var text = Backward(name - 1);
        return text is "var" or "let" or "const" or "val" or "final" or "auto" ? source.Is(name + 1, "=") ? Assigned(name + 2, hops) : "" : text;
    }

    private string Assigned(int first, int hops)
    {
        var last = first;
        while (last < source.Tokens.Count && last - first < MaxTypeTokens && source.TextOf(last) is not (";" or ")" or "]" or "}" or ",") &&
               (!source.Language.NewlineEndsStatement || last == first || source.Tokens[last].Line == source.Tokens[last - 1].Line))
        {
            last = source.Tokens.MatchOf(last) is var close && close > last ? close + 1 : last + 1;
        }

        return hops > 0 ? Of(new TokenRange(first, last - 1), hops - 1) : "";
    }

    private string Forward(int first)
    {
        var last = first;
        while (last < source.Tokens.Count && last - first < MaxTypeTokens && source.Tokens[last].Line == source.Tokens[first].Line &&
               (source.IsName(last) ? last == first || !source.IsName(last - 1) || source.Is(last - 1, "chan") : source.TextOf(last) is "." or "*" or "[" or "]" or "<" or ">" or "?"))
        {
            last++;
        }

        return Text(first, last - 1);
    }

    private string Backward(int last)
    {
        var first = last;
        var angles = 0;
        for (var i = last; i >= 0 && last - i < MaxTypeTokens; i--)
        {
            var text = source.TextOf(i);
            angles += text is ">" ? 1 : text is ">>" ? 2 : text is "<" ? -1 : 0;
            var part = source.IsName(i) ? i == last || !source.IsName(i + 1) : text is "." or "[" or "]" or "?" or ">" or ">>" or "<" || (angles > 0 && text is ",");
            if (!part)
            {
                break;
            }

            first = i;
        }

        return Text(first, last);
    }

    private string Text(int first, int last) => string.Concat(Enumerable.Range(first, Math.Max(0, last - first + 1)).Select(i => source.TextOf(i).ToString()));
}
