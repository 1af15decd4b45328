using Synapse.Analysis.Lexing;

namespace Synapse.Analysis.Syntax;

/// <summary>Types, parameters, the making of objects, and what a language adds to calls.</summary>
internal sealed partial class SyntaxParser
{
    private const int MaxTypeTokens = 80;

    /// <summary>The index after the type that starts at <paramref name="index"/>, or -1.</summary>
    private int SkipType(int index)
    {
        var i = index;
        while (IsAt(i, "*") || IsAt(i, "&") || IsAt(i, "&&") || IsAt(i, "?") || IsAt(i, "...") || (IsAt(i, "[") && MatchOf(i) > i && _dialect.Types != TypePlace.Before))
        {
            i = IsAt(i, "[") ? MatchOf(i) + 1 : i + 1;
            if (i >= Count || IsAt(i - 1, "]") && !IsName(i) && !IsAt(i, "[") && !IsAt(i, "*"))
            {
                return _dialect.Types is TypePlace.AfterColon && i <= Count ? i : -1;
            }
        }

        while (IsName(i) && _source.TextOf(i) is "const" or "final" or "unsigned" or "signed" or "struct" or "enum" or "chan" or "mut" or "dyn" or "impl" or "in" or "out" or "ref" or "readonly" or "typeof" or "keyof" && IsName(i + 1))
        {
            i++;
        }

        if (IsAt(i, "(") && MatchOf(i) > i && _dialect.Types is not (TypePlace.None or TypePlace.Before))
        {
            i = MatchOf(i) + 1;
            return IsAt(i, "->") || IsAt(i, "=>") ? SkipType(i + 1) : i;
        }

        if (!IsName(i))
        {
            return _dialect.Id == "typescript" && (_source.Tokens.Count > i && (_source.Tokens[i].Kind == TokenKind.String || IsAt(i, "{"))) ? Math.Max(i, MatchOf(i)) + 1 : -1;
        }

        if (_dialect.Id == "go" && _source.TextOf(i) is "map" or "func" or "interface" or "struct")
        {
            return SkipGoType(i);
        }

        i++;
        while (i < Count && i - index < MaxTypeTokens)
        {
            if ((IsAt(i, ".") || IsAt(i, "::")) && IsName(i + 1))
            {
                i += 2;
            }
            else if (IsAt(i, "<") && TypeArguments(i) is var after && after > i)
            {
                i = after;
            }
            else if (IsAt(i, "<>"))
            {
                i++;
            }
            else if (IsAt(i, "[") && MatchOf(i) > i && (MatchOf(i) == i + 1 || IsAt(i + 1, ",") || _dialect.Types != TypePlace.Before) && _dialect.Id != "go")
            {
                i = MatchOf(i) + 1;
            }
            else if (IsAt(i, "?") || ((IsAt(i, "*") || IsAt(i, "&") || IsAt(i, "&&")) && _dialect.Id is "c" or "cpp" or "csharp" && !(IsAt(i, "&") && _dialect.Id == "csharp")) || (IsAt(i, "!") && _dialect.Id == "swift"))
            {
                i++;
            }
            else if ((IsAt(i, "|") || IsAt(i, "&")) && _dialect.Types == TypePlace.AfterColon && SkipType(i + 1) is var union && union > 0)
            {
                i = union;
            }
            else if (IsAt(i, "|") && _dialect.Id == "php" && IsName(i + 1))
            {
                i += 2;
            }
            else
            {
                break;
            }
        }

        return i;
    }

    private int SkipGoType(int i)
    {
        var word = TextAt(i++);
        if (word == "map" && IsAt(i, "[") && MatchOf(i) > i)
        {
            return SkipType(MatchOf(i) + 1);
        }

        if (word == "func" && IsAt(i, "(") && MatchOf(i) > i)
        {
            i = MatchOf(i) + 1;
            return SkipType(i) is var result && result > i && !IsAt(i, "{") ? result : i;
        }

        return IsAt(i, "{") && MatchOf(i) > i ? MatchOf(i) + 1 : -1;
    }

    /// <summary>The index after <c>&lt;...&gt;</c> where it can only be type arguments, or -1.</summary>
    private int TypeArguments(int open)
    {
        var depth = 0;
        for (var i = open; i < Count && i - open < MaxTypeTokens; i++)
        {
            var text = _source.TextOf(i);
            if (text is "<")
            {
                depth++;
            }
            else if (text is ">" or ">>")
            {
                depth -= text.Length;
                if (depth <= 0)
                {
                    return depth == 0 ? i + 1 : -1;
                }
            }
            else if (text is "(" or "[" && MatchOf(i) > i)
            {
                i = MatchOf(i);
            }
            else if (_source.Tokens[i].Kind != TokenKind.Name && text is not ("," or "." or "?" or "::" or "&" or "*" or ":" or "|" or "=>" or "->"))
            {
                return -1;
            }
        }

        return -1;
    }

    /// <summary>The last word of a type's name, without arguments: <c>List</c> of <c>java.util.List&lt;String&gt;</c>.</summary>
    private string TypeHead(int start, int end)
    {
        var name = "";
        for (var i = start; i < end && i < Count; i++)
        {
            if (IsAt(i, "<") || (IsAt(i, "[") && name.Length > 0))
            {
                break;
            }

            if (IsName(i) && _source.TextOf(i) is not ("const" or "final" or "unsigned" or "signed" or "struct" or "mut" or "dyn" or "impl" or "readonly"))
            {
                name = TextAt(i);
            }
        }

        return name;
    }

    private IReadOnlyList<Parameter> Parameters()
    {
        var close = MatchOf(_at);
        if (close < _at)
        {
            _at++;
            return [];
        }

        var parameters = ParametersBetween(_at + 1, close);
        _at = close + 1;
        return parameters;
    }

    private IReadOnlyList<Parameter> ParametersBetween(int start, int end)
    {
        var (outerAt, outerEnds) = (_at, _newlineEnds);
        _newlineEnds = false;
        var parameters = new List<Parameter>();
        for (var first = start; first < end;)
        {
            var last = first;
            while (last < end && !IsAt(last, ","))
            {
                last = MatchOf(last) > last ? MatchOf(last) + 1 : IsAt(last, "<") && TypeArguments(last) is var after && after > last ? after : last + 1;
            }

            if (last > first)
            {
                parameters.Add(OneParameter(first, Math.Min(last, end)));
            }

            first = last + 1;
        }

        (_at, _newlineEnds) = (outerAt, outerEnds);
        return _dialect.Types == TypePlace.After ? GoParameters(parameters) : parameters;
    }

    private Parameter OneParameter(int first, int end)
    {
        var equals = first;
        while (equals < end && !IsAt(equals, "="))
        {
            equals = MatchOf(equals) > equals ? MatchOf(equals) + 1 : equals + 1;
        }

        equals = Math.Min(equals, end);
        Node? value = null;
        if (equals + 1 < end)
        {
            _at = equals + 1;
            value = Choice();
        }

        var at = SkipAnnotations(first, equals);
        if (IsAt(at, "{") || (IsAt(at, "[") && _dialect.Types is not TypePlace.Before))
        {
            var parts = Enumerable.Range(at + 1, Math.Max(0, MatchOf(at) - at - 1)).Where(i => IsName(i) && (IsAt(i + 1, ",") || IsAt(i + 1, "}") || IsAt(i + 1, "]") || IsAt(i + 1, "="))).Select(TextAt);
            return new Parameter(first, end - 1, "", "", value) { Parts = [.. parts] };
        }

        var (name, type) = _dialect.Types switch
        {
            TypePlace.Before => NameLast(at, equals),
            TypePlace.After => (TextAt(at), TypeHead(at + 1, equals)),
            _ => NameFirst(at, equals),
        };
        return new Parameter(first, end - 1, name, type, value);
    }

    private int SkipAnnotations(int at, int end)
    {
        while (at < end)
        {
            if (IsAt(at, "@") && IsName(at + 1))
            {
                at += 2;
            }
            else if (IsName(at) && _source.TextOf(at)[0] == '@' && _source.TextOf(at).Length > 1)
            {
                at++;
            }
            else if (IsAt(at, "[") && MatchOf(at) > at && MatchOf(at) + 1 < end && _dialect.Id == "csharp")
            {
                at = MatchOf(at) + 1;
                continue;
            }
            else if (IsAt(at, "*") || IsAt(at, "**") || IsAt(at, "...") || IsAt(at, "&") || (IsName(at) && _dialect.Modifiers.Contains(TextAt(at)) && IsName(at + 1)))
            {
                at++;
                continue;
            }
            else
            {
                break;
            }

            while (IsAt(at, ".") && IsName(at + 1))
            {
                at += 2;
            }

            at = IsAt(at, "(") && MatchOf(at) > at ? MatchOf(at) + 1 : at;
        }

        return at;
    }

    private (string Name, string Type) NameLast(int at, int end)
    {
        var name = end - 1;
        while (name > at && !IsName(name))
        {
            name = MatchOf(name) is var open && open >= at && open < name ? open - 1 : name - 1;
        }

        return IsName(name) ? (TextAt(name), TypeHead(at, name)) : ("", "");
    }

    private (string Name, string Type) NameFirst(int at, int end)
    {
        var colon = at;
        while (colon < end && !IsAt(colon, ":"))
        {
            colon++;
        }

        // Swift's label before the name, JavaScript's rest sign.
        var name = colon - 1 > at && IsName(colon - 1) && colon < end ? colon - 1 : at;
        return (IsName(name) ? TextAt(name) : "", colon < end ? TypeHead(colon + 1, end) : "");
    }

    /// <summary><c>a, b string</c>: a name without a type has that of the next.</summary>
    private static List<Parameter> GoParameters(List<Parameter> parameters)
    {
        for (var i = parameters.Count - 2; i >= 0; i--)
        {
            parameters[i] = parameters[i].Type.Length == 0 ? parameters[i] with { Type = parameters[i + 1].Type } : parameters[i];
        }

        return parameters;
    }
}
