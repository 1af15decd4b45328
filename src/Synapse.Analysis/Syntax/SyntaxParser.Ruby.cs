using Synapse.Analysis.Lexing;

namespace Synapse.Analysis.Syntax;

/// <summary>Ruby: blocks up to <c>end</c>, calls without parentheses, conditions after the statement.</summary>
internal sealed partial class SyntaxParser
{
    private bool IsRubyEnd() => Kind == TokenKind.Name && !IsAt(_at - 1, ".") && _source.TextOf(_at) is "end" or "else" or "elsif" or "when" or "rescue" or "ensure" or "in" && (StartsLineOrFirst(_at) || Is("end"));

    private Node RubyStatement()
    {
        var first = _at;
        var node = RubyWord(first) ?? Simple();
        while (_at < Count && !StartsLine(_at) && Kind == TokenKind.Name && _source.TextOf(_at) is "if" or "unless" or "while" or "until" or "rescue")
        {
            var word = TextAt(_at++);
            var condition = AtEnd ? new OpaqueNode(LastRead, LastRead, []) : Expression();
            node = word switch
            {
                "if" => new IfNode(first, LastRead, [(condition, node)]),
                "unless" => new IfNode(first, LastRead, [(new UnaryNode(condition.First, condition.Last, "!", condition), node)]),
                "rescue" => node,
                _ => new LoopNode(first, LastRead, [], condition, node, null),
            };
        }

        Accept(";");
        return node;
    }

    private Node? RubyWord(int first)
    {
        if (Kind != TokenKind.Name || IsAt(_at - 1, ".") || IsAt(_at + 1, "=") || IsAt(_at + 1, ":") && !IsAt(_at + 1, "::"))
        {
            return null;
        }

        switch (TextAt(_at))
        {
            case "def":
                return RubyFunction(first);
            case "class" or "module":
                return RubyType(first);
            case "if" or "unless":
                return RubyIf(first);
            case "while" or "until":
                _at++;
                var condition = RubyCondition();
                return new LoopNode(first, LastRead, [], condition, RubyBody(first), null);
            case "for":
                return RubyFor(first);
            case "case":
                return RubyCase(first);
            case "begin":
                _at++;
                return RubyBody(first);
            case "return" or "break" or "next" or "raise" when !IsAt(_at + 1, "."):
                return RubyJump(first);
            default:
                return null;
        }
    }

    private Node RubyJump(int first)
    {
        var word = TextAt(_at++);
        var isConditional = Kind == TokenKind.Name && _source.TextOf(_at) is "if" or "unless";
        var value = EndsHere || StartsLine(_at) || isConditional ? null : Listed();
        return new JumpNode(first, LastRead, word switch { "return" => JumpKind.Return, "raise" => JumpKind.Throw, "next" => JumpKind.Continue, _ => JumpKind.Break }, value);
    }

    private Node RubyCondition()
    {
        var outer = _noBrace;
        _noBrace = true;
        var condition = AtEnd ? new OpaqueNode(LastRead, LastRead, []) : Expression();
        _noBrace = outer;
        Accept("then");
        Accept("do");
        return condition;
    }

    /// <summary>Statements up to <c>end</c>, with what <c>rescue</c> and <c>ensure</c> add.</summary>
    private BlockNode RubyBody(int first)
    {
        var (outerBrace, outerEnds) = (_noBrace, _newlineEnds);
        (_noBrace, _newlineEnds) = (false, true);
        var statements = RubyStatements();
        while (_at < Count && Kind == TokenKind.Name && _source.TextOf(_at) is "rescue" or "ensure" or "else")
        {
            var word = _at++;
            if (IsAt(word, "rescue"))
            {
                while (_at < Count && !StartsLine(_at) && !Is("then"))
                {
                    _at++;
                }
            }

            statements.AddRange(RubyStatements());
        }

        Accept("end");
        (_noBrace, _newlineEnds) = (outerBrace, outerEnds);
        return new BlockNode(first, Math.Max(first, LastRead), statements);
    }

    private List<Node> RubyStatements()
    {
        var statements = new List<Node>();
        Statements(statements, Count, -1);
        return statements;
    }

    private FunctionNode RubyFunction(int first)
    {
        _at++;
        var name = TextAt(_at);
        _at++;
        if (Accept(".") && IsName(_at))
        {
            name = TextAt(_at++);
        }

        IReadOnlyList<Parameter> parameters = [];
        if (Is("("))
        {
            parameters = Parameters();
        }
        else if (_at < Count && !StartsLine(_at) && IsName(_at))
        {
            var end = _at;
            while (end < Count && !StartsLine(end) && !IsAt(end, ";"))
            {
                end++;
            }

            parameters = ParametersBetween(_at, end);
            _at = end;
        }

        if (Accept("=") && !AtEnd)
        {
            var value = Expression();
            return new FunctionNode(first, value.End, name, parameters, value) { IsExpression = true };
        }

        var body = RubyBody(Math.Min(_at, Count - 1));
        return new FunctionNode(first, body.Last, name, parameters, body);
    }

    private TypeNode RubyType(int first)
    {
        _at++;
        var name = TextAt(_at);
        while (_at < Count && !StartsLine(_at) && !Is(";"))
        {
            _at++;
        }

        var body = RubyBody(Math.Min(_at, Count - 1));
        return new TypeNode(first, body.Last, name, body);
    }

    private IfNode RubyIf(int first)
    {
        var arms = new List<(Node?, Node)>();
        var isUnless = Is("unless");
        _at++;
        var condition = RubyCondition();
        arms.Add((isUnless ? new UnaryNode(condition.First, condition.Last, "!", condition) : condition, RubyArm()));
        while (Accept("elsif"))
        {
            var other = RubyCondition();
            arms.Add((other, RubyArm()));
        }

        if (Accept("else"))
        {
            arms.Add((null, RubyArm()));
        }

        Accept("end");
        return new IfNode(first, LastRead, arms);
    }

    private BlockNode RubyArm()
    {
        var start = Math.Min(_at, Count - 1);
        var (outerBrace, outerEnds) = (_noBrace, _newlineEnds);
        (_noBrace, _newlineEnds) = (false, true);
        var statements = RubyStatements();
        (_noBrace, _newlineEnds) = (outerBrace, outerEnds);
        return new BlockNode(start, Math.Max(start, LastRead), statements);
    }

    private EachNode RubyFor(int first)
    {
        _at++;
        _noIn = true;
        var target = Listed();
        _noIn = false;
        Accept("in");
        var items = RubyCondition();
        var body = RubyBody(Math.Min(_at, Count - 1));
        return new EachNode(first, body.Last, target, items, body);
    }

    private SwitchNode RubyCase(int first)
    {
        _at++;
        var subject = _at < Count && !StartsLine(_at) ? Expression() : null;
        var cases = new List<(IReadOnlyList<Node>, Node)>();
        while (_at < Count && (Is("when") || Is("in")))
        {
            _at++;
            var labels = new List<Node>();
            do
            {
                labels.Add(AtEnd ? new OpaqueNode(LastRead, LastRead, []) : Expression());
            }
            while (Accept(","));
            Accept("then");
            cases.Add((labels, RubyArm()));
        }

        if (Accept("else"))
        {
            cases.Add(([], RubyArm()));
        }

        Accept("end");
        return new SwitchNode(first, LastRead, subject, cases, fallsThrough: false);
    }

    /// <summary><c>{ |x| ... }</c> or <c>do |x| ... end</c></summary>
    private FunctionNode RubyBlock(int first, IReadOnlyList<Parameter>? parameters)
    {
        var isBrace = Is("{");
        var close = isBrace ? MatchOf(_at) : -1;
        _at++;
        parameters ??= RubyParameters();
        var (outerBrace, outerEnds) = (_noBrace, _newlineEnds);
        (_noBrace, _newlineEnds) = (false, true);
        BlockNode body;
        if (isBrace)
        {
            var statements = new List<Node>();
            Statements(statements, close > _at ? close : Count, -1);
            _at = close > 0 ? close + 1 : _at + 1;
            body = new BlockNode(first, Math.Min(LastRead, Count - 1), statements);
        }
        else
        {
            body = RubyBody(Math.Min(_at, Count - 1));
        }

        (_noBrace, _newlineEnds) = (outerBrace, outerEnds);
        return new FunctionNode(first, body.Last, "", parameters, body);
    }

    private IReadOnlyList<Parameter> RubyParameters()
    {
        if (!Is("|"))
        {
            return [];
        }

        var end = _at + 1;
        while (end < Count && !IsAt(end, "|") && end < _at + 60)
        {
            end++;
        }

        var parameters = ParametersBetween(_at + 1, end);
        _at = Math.Min(end + 1, Count);
        return parameters;
    }

    /// <summary><c>render html: x</c>: a name with a value behind it on the same line is a call.</summary>
    private Node CommandCall(Node node, bool newLine)
    {
        if (!_dialect.CommandCalls || newLine || AtEnd || node is not (NameNode or MemberNode) || !StartsArgument())
        {
            return node;
        }

        var arguments = new List<Argument>();
        do
        {
            if (AtEnd)
            {
                break;
            }

            arguments.Add(OneArgument(Count));
        }
        while (Accept(","));
        Node call = new CallNode(node, arguments, LastRead);
        if (Is("do") && !_noBrace)
        {
            call = WithBrace(call);
        }

        return call;
    }

    private bool StartsArgument()
    {
        if (Adjacent())
        {
            return false;
        }

        var token = _source.Tokens[_at];
        if (token.Kind is TokenKind.String or TokenKind.TemplateOpen or TokenKind.Number or TokenKind.Regex)
        {
            return true;
        }

        if (token.Kind == TokenKind.Name)
        {
            return _source.TextOf(_at) is not ("if" or "unless" or "while" or "until" or "rescue" or "do" or "then" or "and" or "or" or "in" or "end" or "is" or "else");
        }

        var spaceAfter = _at + 1 < Count && _source.Tokens[_at + 1].Start > token.End;
        return _source.TextOf(_at) is "[" or "->" or "::" || (_source.TextOf(_at) is ":" or "*" or "&" or "-" or "**" or "!" && !spaceAfter) || Is("@");
    }
}
