using Synapse.Analysis.Lexing;

namespace Synapse.Analysis.Syntax;

/// <summary>Lists, maps, objects, lambdas and everything else in brackets.</summary>
internal sealed partial class SyntaxParser
{
    private Node Parenthesis()
    {
        var first = _at;
        var close = MatchOf(_at);
        if (close > _at && IsLambdaHead(close))
        {
            var parameters = Parameters();
            SkipReturnType();
            return Lambda(first, parameters);
        }

        if (close > _at + 1 && IsCast(close))
        {
            var type = TypeHead(_at + 1, close);
            _at = close + 1;
            var operand = Unary();
            return new CastNode(first, operand.End, type, operand, isTest: false);
        }

        var items = new List<Node>();
        var isTuple = false;
        var comprehension = Inside<Node?>(end =>
        {
            while (_at < end)
            {
                var before = _at;
                if (!IsCloser(_at))
                {
                    items.Add(IsName(_at) && IsAt(_at + 1, ":") && _dialect.Id is "csharp" or "swift" ? LabelledItem() : Expression());
                    if (_at < end && _dialect.Id == "python" && (Is("for") || Is("async")))
                    {
                        return ComprehensionOf(items[^1], null, first, end);
                    }
                }

                isTuple |= Is(",");
                _at = Math.Max(_at + (Is(",") || Is(";") ? 1 : 0), before + 1);
            }

            return null;
        });
        return comprehension ?? (items.Count == 1 && !isTuple ? items[0].InParentheses(first, LastRead) : new ListNode(first, LastRead, items));
    }

    private Node LabelledItem()
    {
        _at += 2;
        return Expression();
    }

    private bool IsLambdaHead(int close) => _dialect.Id switch
    {
        "javascript" or "csharp" or "scala" => IsAt(close + 1, "=>"),
        "java" => IsAt(close + 1, "->"),
        "typescript" => IsAt(close + 1, "=>") || (IsAt(close + 1, ":") && SkipType(close + 2) is var end && end > 0 && IsAt(end, "=>")),
        _ => false,
    };

    private void SkipReturnType()
    {
        if (Is(":") && SkipType(_at + 1) is var end && end > _at)
        {
            _at = end;
        }
    }

    /// <summary>A type in parentheses right before a value.</summary>
    private bool IsCast(int close)
    {
        if (_dialect.Id is not ("csharp" or "java" or "c" or "cpp" or "php") || !IsName(_at + 1) || close + 1 >= Count)
        {
            return false;
        }

        if (_dialect.Id is "c" or "cpp" && _source.TextOf(close - 1) is "*" or "**" && Enumerable.Range(_at + 1, close - _at - 1).All(i => IsName(i) || _source.TextOf(i) is "*" or "**" or "::"))
        {
            return true;
        }

        if (SkipType(_at + 1) != close)
        {
            return false;
        }

        var next = _source.Tokens[close + 1];
        if (next.Kind == TokenKind.Name)
        {
            return WordOperatorFollows(close + 1) is false;
        }

        var builtIn = char.IsAsciiLetterLower(_source.TextOf(_at + 1)[0]) && close == _at + 2;
        return next.Kind is TokenKind.String or TokenKind.Number or TokenKind.TemplateOpen or TokenKind.Character ||
            IsAt(close + 1, "(") || IsAt(close + 1, "!") || IsAt(close + 1, "~") || (builtIn && (IsAt(close + 1, "-") || IsAt(close + 1, "&") || IsAt(close + 1, "*") || IsAt(close + 1, "[")));
    }

    private bool WordOperatorFollows(int index) => _source.TextOf(index) is "is" or "as" or "in" or "instanceof" or "and" or "or" or "switch";

    private FunctionNode Lambda(int first, IReadOnlyList<Parameter> parameters)
    {
        _at++;
        if (Is("{"))
        {
            var body = Block();
            return new FunctionNode(first, body.Last, "", parameters, body);
        }

        var value = AtEnd ? new OpaqueNode(LastRead, LastRead, []) : Expression();
        return new FunctionNode(first, value.End, "", parameters, value) { IsExpression = true };
    }

    private FunctionNode PythonLambda()
    {
        var first = _at++;
        var colon = _at;
        while (colon < Count && !IsAt(colon, ":") && _source.Tokens[colon].Kind != TokenKind.Barrier)
        {
            colon = MatchOf(colon) > colon ? MatchOf(colon) + 1 : colon + 1;
        }

        var parameters = ParametersBetween(_at, colon);
        _at = Math.Min(colon + 1, Count);
        var value = AtEnd ? new OpaqueNode(LastRead, LastRead, []) : Expression();
        return new FunctionNode(first, value.End, "", parameters, value) { IsExpression = true };
    }

    private FunctionNode RustClosure()
    {
        var first = _at;
        IReadOnlyList<Parameter> parameters = [];
        if (!Accept("||"))
        {
            var end = _at + 1;
            while (end < Count && !IsAt(end, "|") && !IsAt(end, ";") && end - first < 100)
            {
                end++;
            }

            parameters = ParametersBetween(_at + 1, end);
            _at = Math.Min(end + 1, Count);
        }

        SkipArrowType();
        if (Is("{"))
        {
            var body = Block();
            return new FunctionNode(first, body.Last, "", parameters, body);
        }

        var value = AtEnd ? new OpaqueNode(LastRead, LastRead, []) : Expression();
        return new FunctionNode(first, value.End, "", parameters, value) { IsExpression = true };
    }

    private void SkipArrowType()
    {
        if (Is("->") && SkipType(_at + 1) is var end && end > _at)
        {
            _at = end;
        }
    }

    /// <summary><c>{ a, b -> ... }</c> or <c>{ ... }</c> with <c>it</c>, as Kotlin, Swift and Scala write lambdas.</summary>
    private Node BraceLambda()
    {
        var first = _at;
        var close = MatchOf(_at);
        if (!_dialect.TrailingLambda || close < 0)
        {
            return close > _at && _dialect.Id is "csharp" or "java" or "go" or "c" or "cpp" or "rust" ? Elements(first) : Block();
        }

        IReadOnlyList<Parameter> parameters = [new Parameter(_at, _at, _dialect.Id == "swift" ? "$0" : "it", "", null)];
        for (var i = _at + 1; i < close && i < _at + 40; i++)
        {
            if (IsAt(i, "->") || IsAt(i, "=>") || (IsAt(i, "in") && _dialect.Id == "swift"))
            {
                parameters = ParametersBetween(_at + 1, i);
                return Inside(end =>
                {
                    _at = i + 1;
                    return BodyUpTo(first, end, parameters);
                }, newlineEnds: true);
            }

            i = MatchOf(i) > i ? MatchOf(i) : i;
            if (IsAt(i, "{") || IsAt(i, "=") || IsAt(i, ";"))
            {
                break;
            }
        }

        return Inside(end => BodyUpTo(first, end, parameters), newlineEnds: true);
    }

    private FunctionNode BodyUpTo(int first, int end, IReadOnlyList<Parameter> parameters)
    {
        var statements = new List<Node>();
        var start = _at;
        Statements(statements, end, -1);
        var last = Math.Min(end, Count - 1);
        return new FunctionNode(first, last, "", parameters, new BlockNode(start, last, statements));
    }

    /// <summary>Values in braces: an array of C#, Java, Go or C.</summary>
    private Node Elements(int first)
    {
        var entries = new List<(Node Key, Node Value)>();
        var items = new List<Node>();
        Inside(close =>
        {
            while (_at < close)
            {
                var before = _at;
                if (IsAt(_at, ".") && _dialect.Id is "c" or "cpp")
                {
                    _at++;
                }

                if (!IsCloser(_at))
                {
                    Element(items, entries);
                }

                _at = Math.Max(_at + (Is(",") ? 1 : 0), before + 1);
            }

            return 0;
        });
        return entries.Count > 0 && entries.Count >= items.Count ? new MapNode(first, LastRead, entries) : new ListNode(first, LastRead, items);
    }

    private void Element(List<Node> items, List<(Node Key, Node Value)> entries)
    {
        var key = Is("[") && _dialect.Id == "csharp" ? IndexKey() : Expression();
        if (key is AssignNode { Operator: "=" } assign)
        {
            entries.Add((KeyOf(assign.Target), assign.Value));
        }
        else if (Accept(":") && !AtEnd)
        {
            entries.Add((KeyOf(key), Expression()));
        }
        else if (Accept("=") && !AtEnd)
        {
            entries.Add((key, Expression()));
        }
        else if (key is ListNode { Items: [var name, var value] } && _dialect.Id == "csharp")
        {
            entries.Add((name, value));
        }
        else
        {
            items.Add(key);
        }
    }

    private Node IndexKey() => Inside(close => Pieces(close) is [var key, ..] ? key : new OpaqueNode(LastRead, LastRead, []));

    private static Node KeyOf(Node key) => key is NameNode name ? new LiteralNode(name.First, name.Last, name.Text) : key;

    private Node GoLiteral()
    {
        var first = _at;
        var end = SkipType(_at);
        if (end <= _at)
        {
            return Inside(close => (Node)new ListNode(first, Math.Min(close, Count - 1), Pieces(close)));
        }

        var type = TypeHead(_at, end);
        _at = end;
        if (Is("{"))
        {
            return Elements(first);
        }

        if (Is("("))
        {
            var arguments = Arguments();
            return arguments is [var only] ? new CastNode(first, LastRead, type, only.Value, isTest: false) : new OpaqueNode(first, LastRead, []);
        }

        return new NameNode(LastRead, type);
    }
}
