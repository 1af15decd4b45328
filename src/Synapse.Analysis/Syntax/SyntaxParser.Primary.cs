using System.Globalization;
using Synapse.Analysis.Lexing;
using Synapse.Analysis.Rules;

namespace Synapse.Analysis.Syntax;

/// <summary>What an expression starts with, and what may follow it: members, calls, indices.</summary>
internal sealed partial class SyntaxParser
{
    private Node Primary()
    {
        var first = _at;
        switch (Kind)
        {
            case TokenKind.String:
                return Strings();
            case TokenKind.Character:
                _at++;
                return new LiteralNode(first, first, LiteralText.Of(TextAt(first)));
            case TokenKind.Regex:
                _at++;
                return new LiteralNode(first, first, TextAt(first));
            case TokenKind.Number:
                _at++;
                return new LiteralNode(first, first, NumberOf(TextAt(first)));
            case TokenKind.TemplateOpen:
                return Template();
            case TokenKind.Name:
                return Word();
            default:
                return Bracket();
        }
    }

    /// <summary>Strings that stand next to each other are one where the language joins them.</summary>
    private Node Strings()
    {
        var parts = new List<Node>();
        while (Kind is TokenKind.String or TokenKind.TemplateOpen && (parts.Count == 0 || (_dialect.Id is "python" or "c" or "cpp" or "ruby" && !(_newlineEnds && StartsLine(_at)))))
        {
            var first = _at;
            if (Kind == TokenKind.TemplateOpen)
            {
                parts.Add(Template());
                continue;
            }

            _at++;
            parts.Add(new LiteralNode(first, first, LiteralText.Of(TextAt(first))));
        }

        return parts.Count == 1 ? parts[0] : new BinaryNode(parts, [.. Enumerable.Repeat("+", parts.Count - 1)]);
    }

    private Node Template()
    {
        var first = _at;
        var close = MatchOf(_at) > _at ? MatchOf(_at) : _source.Tokens.SegmentEnd(_at);
        var parts = new List<Node>();
        var (outer, outerBrace) = (_newlineEnds, _noBrace);
        (_newlineEnds, _noBrace) = (false, false);
        for (_at++; _at < close;)
        {
            var before = _at;
            if (Kind == TokenKind.TemplateText)
            {
                parts.Add(new LiteralNode(_at, _at, TextAt(_at)));
                _at++;
            }
            else if (Kind == TokenKind.HoleOpen)
            {
                var end = MatchOf(_at) is var match && match > _at ? match : close;
                _at++;
                parts.AddRange(Pieces(end).Take(1));
                _at = end + 1;
            }

            _at = Math.Max(_at, before + 1);
        }

        (_newlineEnds, _noBrace) = (outer, outerBrace);
        _at = Math.Min(close + 1, Count);
        var template = new TemplateNode(first, close, parts);
        return _dialect.Id == "python" && Kind is TokenKind.String or TokenKind.TemplateOpen && !(_newlineEnds && StartsLine(_at))
            ? Joined(template)
            : template;
    }

    private Node Joined(Node first)
    {
        var rest = Strings();
        return new BinaryNode([first, rest], ["+"]);
    }

    private static object? NumberOf(string text)
    {
        var digits = text.Replace("_", "", StringComparison.Ordinal);
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            return long.TryParse(digits.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var hex) ? hex : (object)0.5;
        }

        digits = digits.TrimEnd('L', 'l', 'u', 'U', 'f', 'F', 'd', 'D', 'm', 'M', 'n');
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole
            : (object)(double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) ? real : 0.5);
    }

    private Node Word()
    {
        var first = _at;
        var text = TextAt(_at);
        if (!IsAt(_at - 1, ".") && Keyword(text) is { } node)
        {
            return node;
        }

        _at++;
        if ((Is("=>") || (Is("->") && _dialect.Id is "java" or "kotlin")) && _dialect.Id is not ("php" or "ruby" or "rust"))
        {
            return Lambda(first, [new Parameter(first, first, text, "", null)]);
        }

        return new NameNode(first, text);
    }

    private Node? Keyword(string text)
    {
        var first = _at;
        switch (text)
        {
            case "true" or "True":
                return Constant(true);
            case "false" or "False":
                return Constant(false);
            case "null" or "nil" or "None" or "undefined" or "nullptr" or "NULL":
                return Constant(null);
            case "new" when IsName(_at + 1) || IsAt(_at + 1, "(") || IsAt(_at + 1, "[") || IsAt(_at + 1, "{"):
                return New();
            case "lambda" when _dialect.Id == "python":
                return PythonLambda();
            case "if" when _dialect.Id is "kotlin" or "scala" or "rust" or "swift" or "ruby":
            case "switch" or "when" or "match" or "case" when _dialect.Id is "kotlin" or "scala" or "rust" or "swift" or "ruby" or "java" or "php":
            case "try" when _dialect.Id is "kotlin" or "scala":
            case "begin" or "unless" when _dialect.Id == "ruby":
            case "unsafe" or "loop" when _dialect.Id == "rust" && IsAt(_at + 1, "{"):
                return Statement();
            case "async" when IsName(_at + 1) || IsAt(_at + 1, "(") || IsAt(_at + 1, "{"):
                _at++;
                return Primary();
            case "class" when _dialect.Id is "javascript" or "typescript":
                return Type(_at);
            case "map" or "chan" or "struct" or "interface" when _dialect.Id == "go" && (IsAt(_at + 1, "[") || IsAt(_at + 1, "{")):
                return GoLiteral();
            case "array" or "list" when _dialect.Id == "php" && IsAt(_at + 1, "("):
                _at++;
                return MapOrList();
            case "static" when _dialect.Id == "php" || (_dialect.Id == "csharp" && (IsName(_at + 1) || IsAt(_at + 1, "("))):
                _at++;
                return Primary();
            default:
                return _dialect.FunctionWords.Contains(text) && !IsAt(_at + 1, "=") && !IsAt(_at + 1, ".") ? Function(first) : null;
        }
    }

    private LiteralNode Constant(object? value)
    {
        _at++;
        return new LiteralNode(_at - 1, _at - 1, value);
    }

    private Node Bracket()
    {
        var first = _at;
        if (Is("("))
        {
            return Parenthesis();
        }

        if (Is("["))
        {
            return _dialect.Id == "go" ? GoLiteral() : MapOrList();
        }

        if (Is("{"))
        {
            return _dialect.BraceIsMap ? Map() : BraceLambda();
        }

        if (_dialect.Id == "rust" && (Is("|") || Is("||")))
        {
            return RustClosure();
        }

        if (Is("<") && _dialect.Id is "javascript" or "typescript")
        {
            return Markup();
        }

        if (Is(":") && _dialect.Id == "ruby" && IsName(_at + 1))
        {
            _at += 2;
            return new LiteralNode(first, _at - 1, TextAt(_at - 1));
        }

        if (Is("->") && _dialect.Id == "ruby")
        {
            _at++;
            var parameters = Is("(") ? Parameters() : [];
            return Is("{") || Is("do") ? RubyBlock(first, parameters) : new OpaqueNode(first, LastRead, []);
        }

        _at++;
        return new OpaqueNode(first, first, []);
    }

    private Node Postfix(Node node)
    {
        for (var links = 0; _at < Count; links++)
        {
            if (links > MaxChain)
            {
                return Skipped();
            }

            var newLine = _newlineEnds && StartsLine(_at);
            if (IsMemberSign() && (!newLine || Continues()))
            {
                if (!Member(ref node))
                {
                    return node;
                }
            }
            else if (newLine || !Follow(ref node))
            {
                return CommandCall(node, newLine);
            }
        }

        return node;
    }

    private bool IsMemberSign() => Kind == TokenKind.Punctuation && _source.TextOf(_at) switch
    {
        "." => !_dialect.DotJoins,
        "?." or "!." or "&." or "::" => true,
        "->" => _dialect.Id is "php" or "c" or "cpp",
        "?" => _dialect.Id == "php" && IsAt(_at + 1, "->"),
        _ => false,
    };

    private bool Member(ref Node node)
    {
        _at += Is("?") ? 2 : 1;
        if (Is("(") && node is not OpaqueNode && _dialect.Id == "go")
        {
            // A type assertion: x.(T).
            var close = MatchOf(_at);
            node = new CastNode(node.Start, Math.Max(close, _at), TypeHead(_at + 1, close), node, isTest: false);
            _at = Math.Max(close, _at) + 1;
            return true;
        }

        if (IsName(_at) || Kind == TokenKind.Number)
        {
            node = new MemberNode(node, _at, TextAt(_at));
            _at++;
            return true;
        }

        return Is("(") || Is("[") || Is("<") || Is("{");
    }

    /// <summary>Takes a call, an index, type arguments or a sign after a value; false when none is there.</summary>
    private bool Follow(ref Node node)
    {
        if (Is("("))
        {
            var arguments = Arguments();
            node = new CallNode(node, arguments, LastRead);
        }
        else if (Is("[") && (!_dialect.CommandCalls || Adjacent()))
        {
            var last = 0;
            var index = Inside(close =>
            {
                last = close;
                return Pieces(close);
            });
            node = new IndexNode(node, index.Count == 1 ? index[0] : new OpaqueNode(node.Last, last, index), LastRead);
        }
        else if (Is("<") && TypeArguments(_at) is var after && after > _at && (IsAt(after, "(") || IsAt(after, "::") || (IsAt(after, ".") && _dialect.Id is "csharp" or "java")))
        {
            _at = after;
        }
        else if (Is("{") && !_noBrace && TakesBrace(node))
        {
            node = WithBrace(node);
        }
        else if (Is("do") && _dialect.CommandCalls && !_noBrace && node is CallNode or MemberNode or NameNode)
        {
            node = WithBrace(node);
        }
        else if (Kind == TokenKind.TemplateOpen && _dialect.Id is "javascript" or "typescript" && node is NameNode or MemberNode or CallNode)
        {
            var template = Template();
            node = new CallNode(node, [new Argument("", template)], template.Last);
        }
        else if (Is("++") || Is("--"))
        {
            _at++;
        }
        else if ((Is("!") || Is("?")) && _dialect.Id is "csharp" or "typescript" or "kotlin" or "swift" or "rust" && EndsAfterSign())
        {
            _at++;
        }
        else if (Is("switch") && _dialect.Id == "csharp" && IsAt(_at + 1, "{"))
        {
            node = SwitchExpression(node);
        }
        else
        {
            return false;
        }

        return true;
    }

    /// <summary>True when nothing stands between this token and the one before it.</summary>
    private bool Adjacent() => _source.Tokens[_at].Start == _source.Tokens[_at - 1].End;

    private bool EndsAfterSign() =>
        _at + 1 >= Count || IsCloser(_at + 1) || (IsAt(_at, "!") && (IsAt(_at + 1, ".") || IsAt(_at + 1, "!") || IsAt(_at + 1, "[") || IsAt(_at + 1, "="))) ||
        (_dialect.Id is "rust" or "swift" or "kotlin" && (IsAt(_at + 1, ".") || IsAt(_at + 1, "?"))) || (_newlineEnds && StartsLine(_at + 1));

    private List<Argument> Arguments() => Inside(close =>
    {
        var arguments = new List<Argument>();
        while (_at < close)
        {
            var before = _at;
            if (!IsCloser(_at))
            {
                arguments.Add(OneArgument(close));
            }

            if (_at < close && !Is(",") && !IsCloser(_at) && _at > before)
            {
                // Something unread between two arguments: a type after an argument, a loop of a comprehension.
                arguments.AddRange(Comprehension(arguments, close));
            }

            _at = Math.Max(_at + (Is(",") ? 1 : 0), before + 1);
        }

        return arguments;
    });

    private Argument OneArgument(int close)
    {
        var name = "";
        if (IsName(_at) && _at + 1 < close && NamesArgument())
        {
            name = TextAt(_at);
            _at += 2;
        }

        if (_at + 1 < close && Is("out") && IsName(_at + 1))
        {
            // "out var x" and "out int x" declare x; "out x" only passes it.
            var start = _at;
            _at += IsName(_at + 2) ? 2 : 1;
            var output = Expression();
            return new Argument(name, new UnaryNode(start, output.Last, "out", output));
        }

        return new Argument(name, _at < close && !IsCloser(_at) ? Expression() : new NameNode(LastRead, name));
    }

    private bool NamesArgument() => _dialect.Id switch
    {
        "python" or "kotlin" or "scala" => IsAt(_at + 1, "="),
        "csharp" or "swift" or "php" or "ruby" => IsAt(_at + 1, ":") && !IsAt(_at + 2, ":"),
        _ => false,
    };

    /// <summary>The rest of <c>f(x for x in xs if c)</c>: the loop's source counts as an argument.</summary>
    private IEnumerable<Argument> Comprehension(List<Argument> arguments, int close)
    {
        if (_dialect.Id == "python" && (Is("for") || Is("async")) && arguments.Count > 0)
        {
            var element = arguments[^1].Value;
            arguments.RemoveAt(arguments.Count - 1);
            return [new Argument("", ComprehensionOf(element, null, element.First, close))];
        }

        return [];
    }
}
