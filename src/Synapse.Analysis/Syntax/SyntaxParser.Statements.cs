using Synapse.Analysis.Lexing;

namespace Synapse.Analysis.Syntax;

/// <summary>Statements of languages with braces; those of Python and Ruby go their own way from here.</summary>
internal sealed partial class SyntaxParser
{
    /// <summary>Reads statements up to <paramref name="end"/>; in Python only those of at least column <paramref name="column"/>.</summary>
    private void Statements(List<Node> into, int end, int column)
    {
        while (_at < end)
        {
            if (Is("}") || Is(")") || Is("]"))
            {
                return;
            }

            if (Kind == TokenKind.Barrier || Is(";") || Is(","))
            {
                _at++;
                continue;
            }

            if (column >= 0 && StartsLine(_at) && Column(_at) < column)
            {
                return;
            }

            if (_dialect.CommandCalls && IsRubyEnd())
            {
                return;
            }

            var before = _at;
            into.Add(Deeper() ? Statement() : Skipped());
            _depth--;
            _at = Math.Max(_at, before + 1);
        }
    }

    private BlockNode Block()
    {
        var first = _at;
        return Inside(close =>
        {
            var statements = new List<Node>();
            while (_at < close)
            {
                Statements(statements, close, -1);
                _at += _at < close ? 1 : 0;
            }

            return new BlockNode(first, Math.Min(close, Count - 1), statements);
        }, _dialect.NewlineEnds);
    }

    /// <summary>A block, or the one statement that stands for it.</summary>
    private Node Body()
    {
        if (Is("{"))
        {
            return Block();
        }

        if (_at >= Count || Is("}") || Is(";"))
        {
            Accept(";");
            return new BlockNode(LastRead, LastRead, []);
        }

        return Statement();
    }

    private Node Statement()
    {
        if (_dialect.Id == "python")
        {
            return PythonStatement();
        }

        if (_dialect.CommandCalls)
        {
            return RubyStatement();
        }

        var header = _at;
        SkipAttributes();
        SkipModifiers();
        if (_at >= Count || (_at > header && IsCloser(_at)))
        {
            return new OpaqueNode(header, LastRead, []);
        }

        var node = Is("{") ? Block() : Kind == TokenKind.Name && !IsAt(_at - 1, ".") ? WordStatement(header) : null;
        node ??= Declared(header) ?? Simple();
        Accept(";");
        return node;
    }

    private void SkipAttributes()
    {
        while (_at < Count)
        {
            if (Is("[") && _dialect.Id == "csharp" && MatchOf(_at) is var close && close > _at && !IsAt(close + 1, ".") && !IsAt(close + 1, ";") && !IsAt(close + 1, "=") && !IsAt(close + 1, ","))
            {
                _at = close + 1;
            }
            else if (Is("#") && (IsAt(_at + 1, "[") || IsAt(_at + 1, "!")))
            {
                var open = IsAt(_at + 1, "[") ? _at + 1 : _at + 2;
                _at = MatchOf(open) > open ? MatchOf(open) + 1 : open;
            }
            else if (Is("#") && _dialect.Id is "c" or "cpp" or "csharp")
            {
                SkipDirective();
            }
            else if (IsAnnotation())
            {
                _at += Is("@") ? 2 : 1;
                while (Is(".") && IsName(_at + 1))
                {
                    _at += 2;
                }

                _at = Is("(") && MatchOf(_at) > _at ? MatchOf(_at) + 1 : _at;
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>A directive of a preprocessor ends with its line, or with the next where a backslash ends the line.</summary>
    private void SkipDirective()
    {
        var line = _source.Tokens[_at].Line;
        while (_at < Count && (_source.Tokens[_at].Line == line || IsAt(_at - 1, "\\")))
        {
            line = _source.Tokens[_at++].Line;
        }
    }

    private bool IsAnnotation() =>
        _dialect.Id is "java" or "kotlin" or "scala" or "swift" or "typescript" or "javascript" &&
        ((Is("@") && IsName(_at + 1) && !IsAt(_at + 1, "interface")) || (IsName(_at) && _source.TextOf(_at) is ['@', _, ..]));

    private void SkipModifiers()
    {
        while (IsName(_at) && _dialect.Modifiers.Contains(TextAt(_at)) && _at + 1 < Count &&
            (IsName(_at + 1) || IsAt(_at + 1, "[") || IsAt(_at + 1, "<") || (IsAt(_at + 1, "(") && Is("pub")) || IsAt(_at + 1, "{") && Is("static") || IsAt(_at + 1, "*") || IsAt(_at + 1, "@") || IsAt(_at + 1, "#")) &&
            !(Is("case") && !IsAt(_at + 1, "class") && !IsAt(_at + 1, "object")) && !(Is("default") && IsAt(_at + 1, ":")))
        {
            _at++;
            if (Is("(") && IsAt(_at - 1, "pub"))
            {
                _at = Math.Max(MatchOf(_at), _at) + 1;
            }

            SkipAttributes();
        }
    }

    private Node? WordStatement(int header)
    {
        var first = _at;
        var text = TextAt(_at);
        switch (text)
        {
            case "if" or "guard":
                return If(first);
            case "for" or "foreach":
                return For(first);
            case "while" or "until":
                _at++;
                var condition = Condition();
                return new LoopNode(first, Last(Body()), [], condition, _lastBody!, null);
            case "loop" when IsAt(_at + 1, "{"):
                _at++;
                return new LoopNode(first, Last(Body()), [], null, _lastBody!, null);
            case "do" when IsAt(_at + 1, "{") || !_dialect.TrailingLambda:
                return DoWhile(first);
            case "switch" or "match" or "when" or "select" when IsAt(_at + 1, "(") || IsAt(_at + 1, "{") || _dialect.BareConditions:
                return Switch(first);
            case "try":
                return Try(first);
            case "return" or "throw" or "break" or "continue" or "goto":
                return Jump(first, text);
            case "using" or "lock" or "fixed" or "synchronized" or "with" when IsAt(_at + 1, "("):
                _at++;
                var opened = Inside(close => Guarded(close));
                var body = Body();
                return new BlockNode(first, body.Last, [.. opened, body]);
            case "using" or "import" or "use" or "include" or "require" or "require_once" or "include_once" or "package" when !IsAt(_at + 1, "(") && !IsAt(_at + 1, "=") && !IsAt(_at + 1, "."):
                return _dialect.Id == "csharp" && (IsAt(_at + 1, "var") || IsAt(_at + 3, "=") && !IsAt(_at + 2, ".") && IsName(_at + 2)) ? UsingVariable() : Import(first);
            case "class" or "struct" or "interface" or "enum" or "record" or "trait" or "object" or "impl" or "extension" or "namespace" or "module" or "mod" or "protocol" or "actor" or "union" or "type"
                when (IsName(_at + 1) || IsAt(_at + 1, "<") || IsAt(_at + 1, "(")) && !IsTypeInUse():
                return Type(header);
            case "echo" or "print" when _dialect.Id == "php":
                _at++;
                return new CallNode(new NameNode(first, text), [.. PhpPieces().Select(p => new Argument("", p))], LastRead);
            case "defer" or "go" when !IsAt(_at + 1, ".") && !IsAt(_at + 1, "=") && !IsAt(_at + 1, "("):
                _at++;
                return Is("{") ? Block() : Expression();
            case "unsafe" or "checked" or "unchecked" or "finally" or "init" or "static" when IsAt(_at + 1, "{"):
                _at++;
                return Block();
            case "else" or "catch":
                _at++;
                return Is("(") ? new OpaqueNode(first, LastRead, Inside(Pieces)) : Body();
            case "case" or "default":
                return Label(first);
            default:
                return Definition(header, text);
        }
    }

    private List<Node> PhpPieces()
    {
        var pieces = new List<Node>();
        while (!AtEnd || Is(","))
        {
            var before = _at;
            if (!Is(","))
            {
                pieces.Add(Expression());
            }

            _at = Math.Max(_at + (Is(",") ? 1 : 0), before + 1);
        }

        return pieces;
    }

    private Node? _lastBody;

    private int Last(Node body)
    {
        _lastBody = body;
        return body.Last;
    }

    private Node UsingVariable()
    {
        _at++;
        return Declared(_at) ?? Simple();
    }

    private List<Node> Guarded(int close)
    {
        var nodes = new List<Node>();
        while (_at < close)
        {
            var before = _at;
            if (Is(";") || Is(","))
            {
                _at++;
                continue;
            }

            SkipModifiers();
            nodes.Add(Declared(_at) ?? Simple());
            _at = Math.Max(_at, before + 1);
        }

        return nodes;
    }

    private TryNode Try(int first)
    {
        _at++;
        Node? opened = null;
        if (Is("("))
        {
            var resources = Inside(Guarded);
            opened = new BlockNode(first, LastRead, resources);
        }

        var body = Body();
        body = opened is null ? body : new BlockNode(opened.First, body.Last, [opened, body]);
        var handlers = new List<Node>();
        Node? final = null;
        while (Is("catch") || Is("finally"))
        {
            var isFinal = Is("finally");
            _at++;
            if (Is("(") && MatchOf(_at) > _at)
            {
                _at = MatchOf(_at) + 1;
            }

            if (Is("when") && IsAt(_at + 1, "(") && MatchOf(_at + 1) > _at)
            {
                _at = MatchOf(_at + 1) + 1;
            }

            while (!Is("{") && !AtEnd && !(_newlineEnds && StartsLine(_at)))
            {
                _at++;
            }

            var block = Body();
            if (isFinal)
            {
                final = block;
            }
            else
            {
                handlers.Add(block);
            }
        }

        return new TryNode(first, LastRead, body, handlers, final);
    }

    private JumpNode Jump(int first, string word)
    {
        _at++;
        var value = EndsHere || (_newlineEnds && StartsLine(_at)) ? null : Listed();
        var kind = word switch { "return" => JumpKind.Return, "throw" or "raise" => JumpKind.Throw, "continue" or "next" => JumpKind.Continue, _ => JumpKind.Break };
        return new JumpNode(first, LastRead, kind, value);
    }

    /// <summary>Expressions with commas between them, as one list.</summary>
    private Node Listed()
    {
        var value = Expression();
        if (!Is(",") || _dialect.Id is not ("go" or "python" or "ruby"))
        {
            return value;
        }

        var items = new List<Node> { value };
        while (items[^1] is not AssignNode && Accept(",") && !EndsHere)
        {
            items.Add(Expression());
        }

        return items[^1] is AssignNode assign
            ? new AssignNode(new ListNode(value.First, assign.Target.Last, [.. items.Take(items.Count - 1), assign.Target]), assign.Operator, RightSide(assign.Value))
            : new ListNode(value.First, LastRead, items);
    }

    private Node RightSide(Node value)
    {
        if (!Is(","))
        {
            return value;
        }

        var items = new List<Node> { value };
        while (Accept(",") && !EndsHere)
        {
            items.Add(Expression());
        }

        return new ListNode(value.First, LastRead, items);
    }

    /// <summary>An expression as a statement, with <c>a, b := f()</c>.</summary>
    private Node Simple()
    {
        var node = Listed();
        return node is AssignNode assign && Is(",") && _dialect.Id is "go" or "python" or "ruby"
            ? new AssignNode(assign.Target, assign.Operator, RightSide(assign.Value))
            : node;
    }

    /// <summary>C: <c>struct list *head</c> declares a variable or function of the type, not the type.</summary>
    private bool IsTypeInUse() =>
        _dialect.Id is "c" or "cpp" && (IsAt(_at, "struct") || IsAt(_at, "union") || IsAt(_at, "enum")) &&
        (IsAt(_at + 2, "*") || (IsName(_at + 2) && !IsAt(_at + 2, "final")));
}
