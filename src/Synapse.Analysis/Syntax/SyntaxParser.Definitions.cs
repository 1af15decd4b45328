using Synapse.Analysis.Lexing;

namespace Synapse.Analysis.Syntax;

/// <summary>Functions, types, variables, imports and the cases of a switch.</summary>
internal sealed partial class SyntaxParser
{
    private const int MaxHeaderTokens = 60;

    private Node? Definition(int header, string text)
    {
        if (_dialect.FunctionWords.Contains(text) && !IsAt(_at + 1, "=") && !IsAt(_at + 1, "."))
        {
            return Function(header);
        }

        if (_dialect.VariableWords.Contains(text) && !IsAt(_at + 1, "=") && !IsAt(_at + 1, "."))
        {
            return Variable(header);
        }

        return null;
    }

    /// <summary>A function behind its keyword, or a method that starts with its name.</summary>
    private Node Function(int header)
    {
        var isWord = _dialect.FunctionWords.Contains(TextAt(_at)) && !(IsName(_at) && IsAt(_at, "init"));
        _at += isWord ? 1 : 0;
        var receiver = new List<Parameter>();
        if (_dialect.Id == "go" && Is("(") && MatchOf(_at) > _at && IsName(MatchOf(_at) + 1))
        {
            receiver.AddRange(Parameters());
        }

        while (Is("*") || Is("&"))
        {
            _at++;
        }

        if (_dialect.Id == "kotlin" && Is("<") && TypeArguments(_at) > _at)
        {
            _at = TypeArguments(_at);
        }

        var name = "";
        while (IsName(_at))
        {
            name = TextAt(_at++);
            if (Is(".") && IsName(_at + 1))
            {
                _at++;
            }
            else
            {
                break;
            }
        }

        _at = Is("<") && TypeArguments(_at) > _at ? TypeArguments(_at) : Is("[") && MatchOf(_at) > _at ? MatchOf(_at) + 1 : _at;
        IReadOnlyList<Parameter> parameters = Is("(") ? Parameters() : [];
        while (Is("(") && _dialect.Id == "scala")
        {
            parameters = [.. parameters, .. Parameters()];
        }

        return FunctionBody(header, name, receiver.Count == 0 ? parameters : [.. receiver, .. parameters]);
    }

    /// <summary>From behind the parameters to the end of the body.</summary>
    private FunctionNode FunctionBody(int header, string name, IReadOnlyList<Parameter> parameters)
    {
        var limit = Math.Min(Count, _at + MaxHeaderTokens);
        while (_at < limit && !Is("{") && !Is(";") && !Is("=>") && !Is("=") && !Is("}") && Kind != TokenKind.Barrier && !(Is(",") && _dialect.BraceIsMap) && !Is(")"))
        {
            if (_newlineEnds && StartsLine(_at) && !Is("{") && !Is("throws") && !Is("where") && !Is(":"))
            {
                break;
            }

            _at = Is("{") ? _at : _dialect.Id == "go" && Is("interface") && IsAt(_at + 1, "{") && MatchOf(_at + 1) > 0 ? MatchOf(_at + 1) + 1 : MatchOf(_at) > _at ? MatchOf(_at) + 1 : _at + 1;
        }

        if (Is("{"))
        {
            var body = Block();
            return new FunctionNode(header, body.Last, name, parameters, body);
        }

        if (Is("=>") || (Is("=") && _dialect.Id is "kotlin" or "scala"))
        {
            _at++;
            var outer = _newlineEnds;
            var value = Is("{") && _dialect.Id == "scala" ? Block() : AtEnd ? new OpaqueNode(LastRead, LastRead, []) : Expression();
            _newlineEnds = outer;
            return new FunctionNode(header, value.Last, name, parameters, value) { IsExpression = value is not BlockNode };
        }

        return new FunctionNode(header, LastRead, name, parameters, new BlockNode(LastRead, LastRead, []));
    }

    private TypeNode Type(int header)
    {
        _at++;
        var name = IsName(_at) ? TextAt(_at) : "";
        var limit = Math.Min(Count, _at + (2 * MaxHeaderTokens));
        while (_at < limit && !Is("{") && !Is(";") && !Is("}") && Kind != TokenKind.Barrier)
        {
            if (_newlineEnds && StartsLine(_at) && !Is(":") && !Is("extends") && !Is("implements") && !Is("where") && !Is(",") && !Is("with") && !Is("struct"))
            {
                break;
            }

            if (_dialect.Id == "rust" && Is("for") && IsName(_at + 1))
            {
                name = TextAt(_at + 1);
            }

            _at = MatchOf(_at) > _at ? MatchOf(_at) + 1 : _at + 1;
        }

        Node body = Is("{") ? Block() : new BlockNode(LastRead, LastRead, []);
        return new TypeNode(header, Math.Max(header, LastRead), name, body);
    }

    /// <summary><c>let x: T = v</c>, <c>const { a, b } = v</c>, <c>var x, y = 1, 2</c>.</summary>
    private Node Variable(int header)
    {
        _at++;
        if (Is("(") && _dialect.Id == "go")
        {
            return Inside(close =>
            {
                var nodes = new List<Node>();
                while (_at < close)
                {
                    var before = _at;
                    nodes.Add(OneVariable(_at));
                    _at = Math.Max(_at + (Is(";") ? 1 : 0), before + 1);
                }

                return new BlockNode(header, LastRead, nodes);
            }, newlineEnds: true);
        }

        var variables = new List<Node>();
        do
        {
            variables.Add(OneVariable(variables.Count == 0 ? header : _at));
        }
        while (Accept(",") && !AtEnd);
        return variables is [var one] ? one : new BlockNode(header, LastRead, variables);
    }

    private DeclareNode OneVariable(int first)
    {
        Accept("mut");
        var start = _at;
        Node target = Is("{") && _dialect.BraceIsMap ? Map() : Is("[") || Is("(") ? Primary() : IsName(_at) ? new NameNode(_at++, TextAt(start)) : new OpaqueNode(_at, _at++, []);
        if (_dialect.Id == "go" && Is(","))
        {
            var names = new List<Node> { target };
            while (Accept(",") && IsName(_at))
            {
                names.Add(new NameNode(_at, TextAt(_at++)));
            }

            target = new ListNode(start, LastRead, names);
        }

        Accept("!");
        var type = "";
        var at = Is(":") || Is("?") ? _at + 1 + (IsAt(_at + 1, ":") ? 1 : 0) : _dialect.Types == TypePlace.After && !Is("=") && !EndsHere ? _at : -1;
        if (at > 0 && SkipType(at) is var end && end > at)
        {
            type = TypeHead(at, end);
            _at = end;
        }

        Node? value = null;
        if ((Accept("=") || Accept("by")) && !AtEnd)
        {
            value = _dialect.Id == "go" ? Listed() : Expression();
        }

        return new DeclareNode(first, Math.Max(first, LastRead), type, target, value);
    }

    /// <summary>A declaration that starts with a type, a method that starts with its name or type, or null for neither.</summary>
    private Node? Declared(int header)
    {
        if (!IsName(_at))
        {
            return null;
        }

        if (IsAt(_at + 1, "(") && _dialect.FunctionWords.Count <= 1 && _dialect.Id is "csharp" or "java" or "cpp" or "javascript" or "typescript" && MatchOf(_at + 1) is var close && close > 0 && OpensBody(close + 1))
        {
            return Function(header);
        }

        if (_dialect.Id is "javascript" or "typescript")
        {
            return Property(header);
        }

        if (_dialect.Types != TypePlace.Before || _dialect.Id == "php")
        {
            return _dialect.VariableWords.Contains(TextAt(_at)) && (IsName(_at + 1) || IsAt(_at + 1, "(") || IsAt(_at + 1, "[")) ? Variable(header) : null;
        }

        var type = SkipType(_at);
        if (type <= _at || !IsName(type) || _source.TextOf(type) is "is" or "as" or "in" or "instanceof" or "switch" or "with" or "and" or "or")
        {
            return null;
        }

        if (IsAt(_at, "return") || IsAt(_at, "await") || IsAt(_at, "new") || IsAt(_at, "throw") || IsAt(_at, "else") || (IsAt(_at, "delete") && _dialect.Id == "cpp"))
        {
            return null;
        }

        var head = TypeHead(_at, type);
        return Typed(header, head, type);
    }

    private Node? Typed(int header, string type, int nameAt)
    {
        var after = nameAt + 1;
        while (IsAt(after, "::") || (IsAt(after, ".") && IsName(after + 1)))
        {
            nameAt = after + 1;
            after = nameAt + 1;
        }

        if (IsAt(after, "<") && TypeArguments(after) > after)
        {
            after = TypeArguments(after);
        }

        if (IsAt(after, "(") && MatchOf(after) is var close && close > 0)
        {
            if (OpensBody(close + 1) || (IsAt(close + 1, ";") && _dialect.Id is "csharp" or "java"))
            {
                _at = nameAt;
                return Function(header);
            }

            // C++: Type name(arguments);
            var start = _at;
            _at = after;
            var arguments = Arguments();
            return new DeclareNode(header, LastRead, type, new NameNode(nameAt, TextAt(nameAt)), new NewNode(start, LastRead, type, arguments, null));
        }

        if (!IsAt(after, "=") && !IsAt(after, ";") && !IsAt(after, ",") && !IsAt(after, "[") && !IsAt(after, ")") && !IsAt(after, "{") && !IsAt(after, "=>") && !IsAt(after, ":") && after < Count)
        {
            return null;
        }

        _at = after;
        return Declarators(header, type, nameAt);
    }

    private Node Declarators(int header, string type, int nameAt)
    {
        var variables = new List<Node>();
        while (true)
        {
            Node? size = null;
            for (var dimension = 0; Is("["); dimension++)
            {
                size = Inside(Pieces) is [var only] && dimension == 0 ? only : null;
            }

            Node? value = null;
            if (Is("{") || Is("=>"))
            {
                // A property: its accessors are functions without parameters.
                return FunctionBody(header, TextAt(nameAt), []);
            }

            if (Accept("=") && !AtEnd)
            {
                value = Is("{") ? Elements(_at) : Expression();
            }

            variables.Add(new DeclareNode(variables.Count == 0 ? header : nameAt, Math.Max(nameAt, LastRead), type, new NameNode(nameAt, TextAt(nameAt)), value) { Size = size });
            if (!Is(",") || !IsName(_at + 1) || !(IsAt(_at + 2, "=") || IsAt(_at + 2, ",") || IsAt(_at + 2, ";")))
            {
                return variables is [var one] ? one : new BlockNode(header, LastRead, variables);
            }

            nameAt = _at + 1;
            _at += 2;
        }
    }

    /// <summary>True where a body follows the parameters: at once, or after what a header may still say.</summary>
    private bool OpensBody(int index)
    {
        if (IsAt(index, "{"))
        {
            return true;
        }

        var says = IsAt(index, "throws") || IsAt(index, "where") || IsAt(index, "const") || IsAt(index, "noexcept") || IsAt(index, "override") || (IsAt(index, "=>") && _dialect.Id == "csharp") ||
            (IsAt(index, ":") && _dialect.Id is "csharp" or "cpp" or "typescript");
        for (var i = index; says && i < Count && i < index + MaxHeaderTokens; i++)
        {
            if (IsAt(i, "{") || IsAt(i, "=>"))
            {
                return true;
            }

            if (IsAt(i, ";") || IsAt(i, "=") || IsAt(i, "}"))
            {
                return false;
            }

            i = MatchOf(i) > i ? MatchOf(i) : i;
        }

        return false;
    }

    /// <summary>A field of a class: <c>name = value;</c> or <c>name: Type = value;</c>.</summary>
    private Node? Property(int header)
    {
        if (!IsAt(_at + 1, ":") || _dialect.Id != "typescript" || SkipType(_at + 2) is not (> 0 and var end) || !(IsAt(end, "=") || IsAt(end, ";")))
        {
            return null;
        }

        var name = _at;
        _at = end;
        Node? value = Accept("=") && !AtEnd ? Expression() : null;
        return new DeclareNode(header, LastRead, TypeHead(name + 2, end), new NameNode(name, TextAt(name)), value);
    }
}
