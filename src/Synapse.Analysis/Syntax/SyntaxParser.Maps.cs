using Synapse.Analysis.Lexing;

namespace Synapse.Analysis.Syntax;

/// <summary>Lists, maps and objects with brackets of their own, and loops that make them.</summary>
internal sealed partial class SyntaxParser
{
    /// <summary><c>[a, b]</c>, <c>['k' => v]</c>, <c>["k": v]</c>, <c>[f(x) for x in xs]</c>; also in the parentheses of <c>array(...)</c>.</summary>
    private Node MapOrList()
    {
        var first = _at;
        var items = new List<Node>();
        var entries = new List<(Node Key, Node Value)>();
        var comprehension = Inside<Node?>(close =>
        {
            while (_at < close)
            {
                var before = _at;
                if (!IsCloser(_at))
                {
                    var item = Expression();
                    if (_at < close && (Is("=>") || Is(":")) && _dialect.Id is "php" or "swift" or "ruby")
                    {
                        _at++;
                        entries.Add((item, AtEnd ? item : Expression()));
                    }
                    else if (_at < close && _dialect.Id == "python" && (Is("for") || Is("async")))
                    {
                        return ComprehensionOf(item, null, first, close);
                    }
                    else
                    {
                        items.Add(item);
                    }
                }

                _at = Math.Max(_at + (Is(",") ? 1 : 0), before + 1);
            }

            return null;
        });
        return comprehension ?? (entries.Count > 0 ? new MapNode(first, LastRead, entries) : new ListNode(first, LastRead, items));
    }

    /// <summary>An object, dictionary or set in braces.</summary>
    private Node Map()
    {
        var first = _at;
        var items = new List<Node>();
        var entries = new List<(Node Key, Node Value)>();
        var comprehension = Inside<Node?>(close =>
        {
            while (_at < close)
            {
                var before = _at;
                if (!IsCloser(_at) && Entry(items, entries) is { } value && _at < close && _dialect.Id == "python" && (Is("for") || Is("async")))
                {
                    return ComprehensionOf(value, null, first, close);
                }

                _at = Math.Max(_at + (Is(",") || Is(";") ? 1 : 0), before + 1);
            }

            return null;
        });
        return comprehension ?? (entries.Count == 0 && items.Count > 0 && _dialect.Id == "python" ? new ListNode(first, LastRead, items) : new MapNode(first, LastRead, entries));
    }

    private Node? Entry(List<Node> items, List<(Node Key, Node Value)> entries)
    {
        if (IsMethod())
        {
            var method = Function(_at);
            entries.Add((new LiteralNode(method.First, method.First, (method as FunctionNode)?.Name), method));
            return null;
        }

        var computed = Is("[") && _dialect.Id is "javascript" or "typescript";
        var key = computed ? IndexKey() : _dialect.Id is "python" ? Expression() : Binary(0);
        if ((Is(":") || Is("=>")) && !IsAt(_at + 1, ":"))
        {
            _at++;
            var value = AtEnd ? key : Expression();
            entries.Add((_dialect.Id == "python" || computed ? key : KeyOf(key), value));
            return value;
        }

        if (Is("=") && key is NameNode)
        {
            // A default inside a pattern: { a = 1 }.
            _at++;
            Expression();
        }

        if (key is NameNode name && _dialect.Id is "javascript" or "typescript" or "ruby")
        {
            entries.Add((KeyOf(name), key));
        }
        else if (key is UnaryNode { Operator: "..." or "**" } spread)
        {
            entries.Add((spread, spread.Operand));
        }
        else
        {
            items.Add(key);
        }

        return key;
    }

    /// <summary>A method of an object literal: <c>name(...) {</c>.</summary>
    private bool IsMethod() =>
        _dialect.Id is "javascript" or "typescript" && IsName(_at) && IsAt(_at + 1, "(") && MatchOf(_at + 1) is var close && close > 0 && IsAt(close + 1, "{");

    private Node ComprehensionOf(Node element, Node? condition, int first, int close)
    {
        Accept("async");
        _at++;
        var outer = _noIn;
        _noIn = true;
        var targets = new List<Node>();
        while (_at < close && !Is("in"))
        {
            var before = _at;
            targets.Add(Unary());
            _at = Math.Max(_at + (Is(",") ? 1 : 0), before + 1);
        }

        _noIn = outer;
        _at = Math.Min(_at + 1, close);
        var items = _at < close ? Binary(0) : element;
        while (_at < close && Is("if"))
        {
            _at++;
            condition = _at < close ? Binary(0) : condition;
        }

        Node target = targets is [var one] ? one : new ListNode(first, LastRead, targets);
        var inner = _at < close && (Is("for") || Is("async")) ? ComprehensionOf(element, condition, first, close) : element;
        _at = close;
        return new ComprehensionNode(first, Math.Min(close, Count - 1), target, items, inner, condition);
    }
}
