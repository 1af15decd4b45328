using Synapse.Analysis.Lexing;

namespace Synapse.Analysis.Syntax;

/// <summary>Python: blocks by indentation.</summary>
internal sealed partial class SyntaxParser
{
    private int[]? _lineFirst;

    private int Column(int index)
    {
        const int WidestIndent = 400;
        var start = _source.Tokens[index].Start;
        var line = start == 0 ? 0 : _source.Text.LastIndexOf('\n', start - 1, Math.Min(start, WidestIndent)) + 1;
        var column = 0;
        for (var i = line; i < start; i++)
        {
            column = _source.Text[i] == '\t' ? (column / 8 * 8) + 8 : column + 1;
        }

        return column;
    }

    private Node PythonStatement()
    {
        var header = _at;
        while (Is("@") && StartsLineOrFirst(_at))
        {
            _at++;
            Expression();
            if (_at >= Count)
            {
                return new OpaqueNode(header, LastRead, []);
            }
        }

        if (Is("async") && IsName(_at + 1))
        {
            _at++;
        }

        var first = _at;
        switch (TextAt(_at))
        {
            case "def" when IsName(_at + 1):
                return PythonFunction(header);
            case "class" when IsName(_at + 1):
                var name = TextAt(_at + 1);
                var body = Suite(first);
                return new TypeNode(header, body.Last, name, body);
            case "if":
                return PythonIf(first);
            case "for":
                return PythonFor(first);
            case "while":
                _at++;
                var condition = Expression();
                var loop = Suite(first);
                return new LoopNode(first, loop.Last, [], condition, loop, null);
            case "try":
                return PythonTry(first);
            case "with":
                return PythonWith(first);
            case "match" when !IsAt(_at + 1, "=") && !IsAt(_at + 1, ".") && !IsAt(_at + 1, "("):
                return PythonMatch(first);
            case "return" or "raise" or "break" or "continue":
                return Jump(first, TextAt(first) == "raise" ? "throw" : TextAt(first));
            case "import" or "from":
                return PythonImport(first);
            case "else" or "elif" or "except" or "finally" or "case":
                return Suite(first);
            case "del" or "global" or "nonlocal" or "assert" or "pass" when !IsAt(_at + 1, "=") && !IsAt(_at + 1, "."):
                _at++;
                return EndsHere || StartsLine(_at) ? new OpaqueNode(first, first, []) : Check(first);
            default:
                return PythonSimple(first);
        }
    }

    private bool StartsLineOrFirst(int index) => index == 0 || StartsLine(index) || _source.Tokens[index - 1].Kind == TokenKind.Barrier;

    private Node Check(int first)
    {
        var node = Listed();
        return IsAt(first, "assert") ? new IfNode(first, node.Last, [(new UnaryNode(first, node.Last, "!", node is ListNode { Items: [var test, ..] } ? test : node), new JumpNode(first, first, JumpKind.Throw, null))]) : node;
    }

    private Node PythonSimple(int first)
    {
        // A declared type: x: int = 1.
        if (IsName(_at) && IsAt(_at + 1, ":") && !IsAt(_at + 1, ":="))
        {
            var name = new NameNode(_at, TextAt(_at));
            var start = _at + 2;
            _at = start;
            var end = SkipType(_at);
            _at = end > start ? end : _at;
            Node? value = Accept("=") && !AtEnd ? Listed() : null;
            return new DeclareNode(first, LastRead, TypeHead(start, _at), name, value);
        }

        return Simple();
    }

    private FunctionNode PythonFunction(int header)
    {
        var first = _at;
        var name = TextAt(_at + 1);
        _at += 2;
        IReadOnlyList<Parameter> parameters = Is("(") ? Parameters() : [];
        var body = Suite(first);
        return new FunctionNode(header, body.Last, name, parameters, body);
    }

    /// <summary>From the header at <paramref name="first"/> past its colon to the end of the indented block.</summary>
    private BlockNode Suite(int first)
    {
        while (_at < Count && !Is(":") && Kind != TokenKind.Barrier && (_at == first || !StartsLine(_at) || IsAt(LastRead, "\\")))
        {
            _at = MatchOf(_at) > _at ? MatchOf(_at) + 1 : _at + 1;
        }

        var colon = _at;
        Accept(":");
        var statements = new List<Node>();
        if (_at < Count && Kind != TokenKind.Barrier && !StartsLine(_at))
        {
            do
            {
                var before = _at;
                statements.Add(Deeper() ? Statement() : Skipped());
                _depth--;
                _at = Math.Max(_at, before + 1);
            }
            while (Accept(";") && _at < Count && !StartsLine(_at));
        }
        else if (_at < Count && Kind != TokenKind.Barrier)
        {
            var outer = Column(LineFirst(first));
            var column = Column(_at);
            if (column > outer)
            {
                var outerEnds = _newlineEnds;
                _newlineEnds = true;
                PythonBlock(statements, column);
                _newlineEnds = outerEnds;
            }
        }

        return new BlockNode(Math.Min(colon, Count - 1), Math.Max(colon < Count ? colon : Count - 1, LastRead), statements);
    }

    private void PythonBlock(List<Node> statements, int column)
    {
        while (_at < Count && Kind != TokenKind.Barrier && !(StartsLine(_at) && Column(_at) < column))
        {
            if (IsCloser(_at))
            {
                _at++;
                continue;
            }

            var before = _at;
            statements.Add(Deeper() ? Statement() : Skipped());
            _depth--;
            _at = Math.Max(_at, before + 1);
        }
    }

    /// <summary>The first token of the line a token is on.</summary>
    private int LineFirst(int index)
    {
        if (_lineFirst is null)
        {
            _lineFirst = new int[Count];
            for (var i = 1; i < Count; i++)
            {
                var isSame = _source.Tokens[i].Line == _source.Tokens[i - 1].Line && _source.Tokens[i - 1].Kind != TokenKind.Barrier;
                _lineFirst[i] = isSame ? _lineFirst[i - 1] : i;
            }
        }

        return _lineFirst[Math.Min(index, Count - 1)];
    }

    private bool IsNext(string word, int first) => Is(word) && StartsLine(_at) && Column(_at) == Column(LineFirst(first));

    private IfNode PythonIf(int first)
    {
        var arms = new List<(Node?, Node)>();
        _at++;
        var condition = Expression();
        arms.Add((condition, Suite(_at)));
        while (IsNext("elif", first))
        {
            _at++;
            var other = Expression();
            arms.Add((other, Suite(_at)));
        }

        if (IsNext("else", first))
        {
            arms.Add((null, Suite(_at)));
        }

        return new IfNode(first, LastRead, arms);
    }

    private EachNode PythonFor(int first)
    {
        _at++;
        _noIn = true;
        var target = Listed();
        _noIn = false;
        Accept("in");
        var items = AtEnd ? target : Listed();
        var body = Suite(_at);
        if (IsNext("else", first))
        {
            var otherwise = Suite(_at);
            body = new BlockNode(body.First, otherwise.Last, [body, otherwise]);
        }

        return new EachNode(first, body.Last, target, items, body);
    }

    private TryNode PythonTry(int first)
    {
        _at++;
        var body = Suite(first);
        var handlers = new List<Node>();
        Node? final = null;
        while (IsNext("except", first) || IsNext("else", first) || IsNext("finally", first))
        {
            var isFinal = Is("finally");
            var block = Suite(_at++);
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

    private BlockNode PythonWith(int first)
    {
        _at++;
        var nodes = new List<Node>();
        while (_at < Count && !Is(":") && Kind != TokenKind.Barrier)
        {
            var before = _at;
            var value = Expression();
            if (Accept("as") && _at < Count)
            {
                nodes.Add(new AssignNode(Unary(), "=", value));
            }
            else
            {
                nodes.Add(value);
            }

            Accept(",");
            if (_at == before || StartsLine(_at))
            {
                break;
            }
        }

        var body = Suite(Math.Min(_at, Count - 1));
        return new BlockNode(first, body.Last, [.. nodes, body]);
    }

    private SwitchNode PythonMatch(int first)
    {
        _at++;
        var subject = Listed();
        Accept(":");
        var cases = new List<(IReadOnlyList<Node>, Node)>();
        while (_at < Count && Is("case") && StartsLine(_at))
        {
            var head = _at++;
            var label = Is("_") ? null : Binary(0);
            cases.Add((label is null ? [] : [label], Suite(head)));
        }

        return new SwitchNode(first, LastRead, subject, cases, fallsThrough: false);
    }

    private ImportNode PythonImport(int first)
    {
        var names = new List<(string, string)>();
        var module = "";
        if (Accept("from"))
        {
            module = Dotted();
        }

        if (Is("import"))
        {
            _at++;
            Accept("(");
            while (IsName(_at) && !(StartsLine(_at) && _newlineEnds && MatchOf(first) < 0 && !IsAt(_at - 1, ",") && !IsAt(_at - 1, "(")))
            {
                var path = Dotted();
                var alias = module.Length > 0 ? path : path.Split('.')[0];
                if (Accept("as") && IsName(_at))
                {
                    alias = TextAt(_at++);
                    names.Add((alias, module.Length > 0 ? module + "." + path : path));
                }
                else
                {
                    names.Add((alias, module.Length > 0 ? module + "." + path : alias));
                }

                if (!Accept(","))
                {
                    break;
                }
            }

            Accept(")");
        }

        return new ImportNode(first, Math.Max(first, LastRead), names);
    }

    private string Dotted()
    {
        var path = "";
        while (_at < Count && (IsName(_at) && !Is("import") && !Is("as") || Is(".") || Is("...")) && !(StartsLine(_at) && path.Length > 0))
        {
            path += Is(".") || Is("...") ? "." : TextAt(_at);
            _at++;
        }

        return path.Trim('.');
    }
}
