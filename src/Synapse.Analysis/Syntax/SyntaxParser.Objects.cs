namespace Synapse.Analysis.Syntax;

/// <summary>The making of objects, and what a language adds behind a call: blocks, initialisers, arms, markup.</summary>
internal sealed partial class SyntaxParser
{
    private Node New()
    {
        var first = _at++;
        var start = _at;
        var end = SkipType(_at);
        var name = end > start ? TypeHead(start, end) : "";
        if (end > start)
        {
            _at = end;
        }

        IReadOnlyList<Argument> arguments = [];
        Node? size = null;
        if (Is("("))
        {
            arguments = Arguments();
        }
        else if (Is("["))
        {
            size = Inside(Pieces) is [var only] ? only : new OpaqueNode(LastRead, LastRead, []);
        }

        while (Is("[") && _dialect.Types == TypePlace.Before)
        {
            Inside(Pieces);
        }

        Node? initialiser = null;
        if (Is("{") && !_noBrace)
        {
            // Java's anonymous classes have methods inside, everything else has values.
            initialiser = _dialect.Id == "java" && !IsAt(_at - 1, "]") || _dialect.Id is "kotlin" or "php" ? Block() : Elements(_at);
        }

        return initialiser is ListNode && name.Length > 0 && IsAt(initialiser.First - 1, "]")
            ? new ListNode(first, LastRead, ((ListNode)initialiser).Items)
            : new NewNode(first, LastRead, name, arguments, initialiser) { Size = size };
    }

    private bool TakesBrace(Node node) => _dialect.Id switch
    {
        "go" => node is NameNode or MemberNode or IndexNode && char.IsAsciiLetter(TextAt(node.Last)[0]) | IsAt(node.Last, "]"),
        "rust" => node is NameNode or MemberNode && TextAt(node.Last) is [>= 'A' and <= 'Z', ..],
        "ruby" => node is CallNode or MemberNode or NameNode,
        "csharp" => false,
        _ => _dialect.TrailingLambda && node is CallNode or MemberNode or NameNode && !(_newlineEnds && StartsLine(_at)),
    };

    private Node WithBrace(Node node)
    {
        if (_dialect.Id is "go" or "rust")
        {
            var elements = Elements(_at);
            return new NewNode(node.Start, LastRead, TextAt(node.Last), [], elements);
        }

        var lambda = _dialect.CommandCalls ? RubyBlock(_at, null) : BraceLambda();
        return node is CallNode call
            ? new CallNode(call.Callee, [.. call.Arguments, new Argument("", lambda)], LastRead)
            : new CallNode(node, [new Argument("", lambda)], LastRead);
    }

    private Node SwitchExpression(Node subject)
    {
        _at++;
        var cases = new List<(IReadOnlyList<Node>, Node)>();
        Inside(close =>
        {
            while (_at < close)
            {
                var before = _at;
                var label = Choice();
                if (Is("when"))
                {
                    _at++;
                    Choice();
                }

                if (Accept("=>") && !AtEnd)
                {
                    cases.Add((label is NameNode { Text: "_" } ? [] : [label], Expression()));
                }

                _at = Math.Max(_at + (Is(",") ? 1 : 0), before + 1);
            }

            return 0;
        });
        return new SwitchNode(subject.First, LastRead, subject, cases, fallsThrough: false);
    }

    /// <summary>Markup in the middle of a program (JSX): the values inside its braces are read.</summary>
    private OpaqueNode Markup()
    {
        var first = _at;
        var values = new List<Node>();
        while (_at < Count && !(AtEnd && !Is("}")))
        {
            if (Is("{"))
            {
                values.AddRange(Inside(Pieces));
            }
            else if (MatchOf(_at) > _at)
            {
                _at = MatchOf(_at) + 1;
            }
            else if (IsCloser(_at))
            {
                break;
            }
            else
            {
                _at++;
            }
        }

        return new OpaqueNode(first, LastRead, values);
    }
}
