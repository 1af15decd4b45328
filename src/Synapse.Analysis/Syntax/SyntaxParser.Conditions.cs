using Synapse.Analysis.Lexing;

namespace Synapse.Analysis.Syntax;

/// <summary>Conditions and the branches that hang on them.</summary>
internal sealed partial class SyntaxParser
{
    /// <summary>A condition: in parentheses, or bare up to the brace.</summary>
    private Node Condition()
    {
        if (Is("(") && !_dialect.BareConditions)
        {
            return Inside(close => Pieces(close) is [.., var last] ? last : new OpaqueNode(_at, _at, []));
        }

        var (outer, outerEnds) = (_noBrace, _newlineEnds);
        _noBrace = true;
        if (_dialect.Id is "rust" or "swift" && (Is("let") || Is("var") || Is("case")))
        {
            _at++;
        }

        var condition = Expression();
        while (Is(",") && _dialect.Id == "swift")
        {
            _at++;
            if (Is("let") || Is("var") || Is("case"))
            {
                _at++;
            }

            condition = new ListNode(condition.First, LastRead, [condition, Expression()]);
        }

        (_noBrace, _newlineEnds) = (outer, outerEnds);
        return condition;
    }

    private Node If(int first)
    {
        var arms = new List<(Node? Condition, Node Body)>();
        var isGuard = Is("guard");
        _at++;
        if (Is("constexpr"))
        {
            _at++;
        }

        while (true)
        {
            var condition = Condition();
            if (Is(";"))
            {
                // Go's "if x := f(); cond".
                _at++;
                condition = new ListNode(condition.First, LastRead, [condition, Condition()]);
            }

            if (isGuard && Accept("else"))
            {
                var exit = Body();
                return new IfNode(first, exit.Last, [(new UnaryNode(condition.First, condition.Last, "!", condition), exit)]);
            }

            Accept("then");
            arms.Add((condition, Body()));
            if (Is(";") && IsAt(_at + 1, "else"))
            {
                _at++;
            }

            if (Is("elseif") || (Is("else") && IsAt(_at + 1, "if")))
            {
                _at += Is("elseif") ? 1 : 2;
                continue;
            }

            if (Accept("else"))
            {
                arms.Add((null, Body()));
            }

            return new IfNode(first, LastRead, arms);
        }
    }
}
