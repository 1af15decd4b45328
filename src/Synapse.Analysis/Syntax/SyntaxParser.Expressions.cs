using Synapse.Analysis.Lexing;

namespace Synapse.Analysis.Syntax;

/// <summary>Expressions by precedence: assignment, choice, then the table of operators.</summary>
internal sealed partial class SyntaxParser
{
    private Node Expression()
    {
        var left = Deeper() ? Choice() : Skipped();
        if (!EndsHere && Kind == TokenKind.Punctuation && IsAssignment(_source.TextOf(_at)))
        {
            var op = TextAt(_at++);
            var value = AtEnd ? new OpaqueNode(LastRead, LastRead, []) : Expression();
            left = new AssignNode(left, op, value);
        }

        _depth--;
        return left;
    }

    private bool IsAssignment(ReadOnlySpan<char> text) =>
        text is "=" or ":=" or "+=" or "-=" or "*=" or "/=" or "%=" or "|=" or "&=" or "^=" or "??=" or "||=" or "&&=" or "<<=" or ">>=" or "**=" ||
        (text is ".=" && _dialect.DotJoins);

    /// <summary>Skips an expression that is nested too deeply, brackets balanced.</summary>
    private OpaqueNode Skipped()
    {
        var first = _at;
        while (!AtEnd)
        {
            _at = MatchOf(_at) is var match && match > _at ? match + 1 : _at + 1;
        }

        _at = Math.Max(_at, Math.Min(first + 1, Count));
        return new OpaqueNode(Math.Min(first, Count - 1), LastRead, []);
    }

    private Node Choice()
    {
        var condition = Binary(0);
        if (EndsHere)
        {
            return condition;
        }

        if (_dialect.Id == "python" && Is("if"))
        {
            _at++;
            var test = Binary(0);
            if (!Accept("else"))
            {
                return condition;
            }

            var otherwise = Choice();
            return new ConditionalNode(condition.Start, otherwise.End, test, condition, otherwise);
        }

        if (!Is("?") || _dialect.Id is "python" or "rust" or "kotlin")
        {
            return condition;
        }

        _at++;
        var whenTrue = Is(":") ? condition : Expression();
        if (!Accept(":"))
        {
            return condition;
        }

        var whenFalse = AtEnd ? condition : Expression();
        return new ConditionalNode(condition.Start, whenFalse.End, condition, whenTrue, whenFalse);
    }

    private Node Binary(int lowest)
    {
        var left = Unary();
        while (!EndsHere && OperatorAt(out var level) is { Length: > 0 } op && level >= lowest)
        {
            if (op is "is" or "as")
            {
                left = TypeOperator(left, op);
                continue;
            }

            var operands = new List<Node> { left };
            var operators = new List<string>();
            var next = level;
            while (op.Length > 0 && next == level && op is not ("is" or "as"))
            {
                _at += op is "not in" or "is not" ? 2 : 1;
                operators.Add(op);
                operands.Add(AtEnd ? new OpaqueNode(LastRead, LastRead, []) : Binary(level + 1));
                op = EndsHere ? "" : OperatorAt(out next);
            }

            left = new BinaryNode(operands, operators);
        }

        return left;
    }

    /// <summary>The operator at hand with its level, or an empty text.</summary>
    private string OperatorAt(out int level)
    {
        var text = _source.TextOf(_at);
        if (Kind == TokenKind.Name)
        {
            return WordOperator(text, out level);
        }

        level = Kind != TokenKind.Punctuation ? -1 : text switch
        {
            "??" or "?:" or "|>" => 0,
            "||" => 1,
            "&&" => 2,
            "==" or "===" or "!=" or "!==" or "<" or ">" or "<=" or ">=" or "=~" or "<=>" or "~=" or "!~" => 4,
            "|" or "&" or "^" => 5,
            "<<" or ">>" or ">>>" or ".." or "..<" => 6,
            "+" or "-" or "<>" => 7,
            "." when _dialect.DotJoins => 7,
            "*" or "/" or "%" or "//" => 8,
            "**" => 9,
            _ => -1,
        };
        return level < 0 ? "" : text.ToString();
    }

    private string WordOperator(ReadOnlySpan<char> text, out int level)
    {
        (level, var op) = text switch
        {
            "or" or "xor" => (1, "||"),
            "and" => (2, "&&"),
            "in" when !_noIn => (4, "in"),
            "not" when IsAt(_at + 1, "in") => (4, "not in"),
            "is" when _dialect.Id == "python" => IsAt(_at + 1, "not") ? (4, "is not") : (4, "=="),
            "is" or "instanceof" when _dialect.Id != "ruby" => (4, "is"),
            "as" when _dialect.Id is not ("python" or "php" or "ruby") => (4, "as"),
            "satisfies" when _dialect.Id == "typescript" => (4, "as"),
            "to" when _dialect.Id == "kotlin" => (0, "to"),
            _ => (-1, ""),
        };
        return op;
    }

    private CastNode TypeOperator(Node operand, string op)
    {
        _at++;
        var isTest = op == "is";
        if (isTest)
        {
            Accept("not");
            Accept("!");
        }

        if (Is("?") || Is("!"))
        {
            _at++;
        }

        var start = _at;
        var end = SkipType(_at);
        if (end > _at)
        {
            _at = end;
        }
        else if (!AtEnd)
        {
            _at = MatchOf(_at) > _at ? MatchOf(_at) + 1 : _at + 1;
        }

        return new CastNode(operand.Start, LastRead, TypeHead(start, _at), operand, isTest);
    }

    private Node Unary()
    {
        if (AtEnd)
        {
            return new OpaqueNode(LastRead, LastRead, []);
        }

        var first = _at;
        var text = _source.TextOf(_at);
        var isSign = Kind == TokenKind.Punctuation && text is "!" or "-" or "+" or "~" or "&" or "*" or "++" or "--" or "..." or "**" or "^" or "@" or "<-" or ".." or "&&";
        var isWord = Kind == TokenKind.Name && _dialect.PrefixWords.Contains(TextAt(_at)) && IsWordPrefix();
        if (!isSign && !isWord)
        {
            return Postfix(Primary());
        }

        var op = text is "throw" or "raise" ? "throw" : text.ToString();
        _at++;
        if (op == "delete" && Is("[") && IsAt(_at + 1, "]"))
        {
            // C++: an array is freed.
            op = "delete[]";
            _at += 2;
        }

        if (op == "yield")
        {
            Accept("from");
        }

        if (AtEnd || (_newlineEnds && StartsLine(_at)))
        {
            return new OpaqueNode(first, LastRead, []);
        }

        var operand = Deeper() ? Unary() : Skipped();
        _depth--;
        return op is "await" or "mut" or "move" or "try" or "unsafe" or "co_await" or "params" or "in"
            ? new CastNode(first, operand.End, "", operand, isTest: false)
            : new UnaryNode(first, op == "sizeof" ? LastRead : operand.End, op, operand);
    }

    /// <summary>True when the word before an operand is an operator and not a plain name.</summary>
    private bool IsWordPrefix()
    {
        var next = _at + 1;
        if (next >= Count || IsCloser(next) || _source.Tokens[next].Kind == TokenKind.Barrier)
        {
            return Is("yield");
        }

        return (_source.Tokens[next].Kind != TokenKind.Punctuation || _source.TextOf(next) is "(" or "[" or "-" or "!" or "{" or "@" or "*" or "&" or "#" or "~") && !IsAt(next, "=");
    }
}
