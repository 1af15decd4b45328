using Synapse.Analysis.Lexing;

namespace Synapse.Analysis.Syntax;

/// <summary>Loops of languages with braces.</summary>
internal sealed partial class SyntaxParser
{
    private Node For(int first)
    {
        _at++;
        Accept("await");
        if (Is("(") && _dialect.Id != "go" && MatchOf(_at) is var match && match > _at)
        {
            var head = Inside(ForHead);
            var body = Body();
            return head.Items is { } items
                ? new EachNode(first, body.Last, head.Target!, items, body)
                : new LoopNode(first, body.Last, head.Setup, head.Condition, body, head.Step);
        }

        var outer = _noBrace;
        _noBrace = true;
        var brace = _at;
        while (brace < Count && !IsAt(brace, "{") && !IsAt(brace, "}") && _source.Tokens[brace].Kind != TokenKind.Barrier)
        {
            brace = MatchOf(brace) > brace ? MatchOf(brace) + 1 : brace + 1;
        }

        var bare = ForHead(Math.Min(brace, Count));
        _noBrace = outer;
        var block = Body();
        return bare.Items is { } each
            ? new EachNode(first, block.Last, bare.Target!, each, block)
            : new LoopNode(first, block.Last, bare.Setup, bare.Condition, block, bare.Step);
    }

    /// <summary>What stands in the head of a loop: three parts, or a name and what it runs over.</summary>
    private (List<Node> Setup, Node? Condition, Node? Step, Node? Target, Node? Items) ForHead(int end)
    {
        var split = _at;
        while (split < end && !(IsAt(split, "in") || IsAt(split, "of") || IsAt(split, "as") || IsAt(split, "range") || IsAt(split, "<-") || (IsAt(split, ":") && _dialect.Id is "java" or "cpp")))
        {
            split = MatchOf(split) > split ? MatchOf(split) + 1 : split + 1;
            if (IsAt(split, ";"))
            {
                split = end;
            }
        }

        if (split >= end)
        {
            var parts = new List<Node>();
            while (_at < end)
            {
                var before = _at;
                if (!IsCloser(_at))
                {
                    parts.Add(Declared(_at) ?? Simple());
                }

                _at = Math.Max(_at + (IsCloser(_at) && _at < end ? 1 : 0), before + 1);
            }

            _at = end;
            return parts.Count == 1 ? ([], parts[0], null, null, null) : (parts.Take(1).ToList(), parts.ElementAtOrDefault(1), parts.ElementAtOrDefault(2), null, null);
        }

        var (left, right) = IsAt(split, "as") ? (split + 1, _at) : (_at, split + 1);
        Node items = new OpaqueNode(split, split, []);
        if (right < end)
        {
            _at = right;
            items = Expression();
        }

        var names = Enumerable.Range(left, Math.Max(0, (IsAt(split, "as") ? end : split) - left))
            .Where(i => IsName(i) && !_dialect.VariableWords.Contains(TextAt(i)) && !IsAt(i, "final"))
            .Select(i => (Node)new NameNode(i, TextAt(i))).ToList();
        if (_dialect.Types == TypePlace.Before && names.Count > 1 && !IsAt(split, "as"))
        {
            names = [names[^1]];
        }

        _at = end;
        return ([], null, null, names is [var one] ? one : new ListNode(left, Math.Max(left, split - 1), names), items);
    }

    private Node DoWhile(int first)
    {
        _at++;
        var body = Body();
        Node? condition = null;
        if (Accept("while"))
        {
            condition = Condition();
        }

        return new LoopNode(first, LastRead, [body], condition, body, null);
    }
}
