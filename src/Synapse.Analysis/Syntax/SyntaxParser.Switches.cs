using Synapse.Analysis.Lexing;

namespace Synapse.Analysis.Syntax;

/// <summary>Switches with their cases, labels and imports.</summary>
internal sealed partial class SyntaxParser
{
    private Node Switch(int first)
    {
        _at++;
        var subject = Is("{") ? null : Condition();
        if (!Is("{"))
        {
            return subject ?? new OpaqueNode(first, LastRead, []);
        }

        var cases = new List<(IReadOnlyList<Node>, Node)>();
        var outer = _newlineEnds;
        Inside(close =>
        {
            while (_at < close)
            {
                var before = _at;
                cases.Add(Case(close));
                _at = Math.Max(_at, before + 1);
            }

            return 0;
        }, outer);
        return new SwitchNode(first, LastRead, subject, cases, _dialect.CaseFallsThrough);
    }

    private (IReadOnlyList<Node> Labels, Node Body) Case(int close)
    {
        var labels = new List<Node>();
        var first = _at;
        var isDefault = Is("default") || Is("else") || Is("_");
        if (Is("case") || isDefault)
        {
            _at++;
        }

        while (_at < close && !Is(":") && !Is("=>") && !Is("->") && !Is("{") && !isDefault)
        {
            var before = _at;
            labels.Add(Binary(0));
            _at = Math.Max(_at + (Is(",") || Is("|") ? 1 : 0), before + 1);
        }

        var isArrow = Is("=>") || Is("->");
        _at += _at < close && (Is(":") || isArrow) ? 1 : 0;
        var statements = new List<Node>();
        var start = _at;
        while (_at < close && !(Is("case") || (Is("default") && (IsAt(_at + 1, ":") || IsAt(_at + 1, "->")))))
        {
            var before = _at;
            if (IsCloser(_at))
            {
                _at++;
                continue;
            }

            statements.Add(Statement());
            _at = Math.Max(_at, before + 1);
            if (isArrow && _dialect.Id is not "scala")
            {
                break;
            }
        }

        return (labels, new BlockNode(Math.Min(start, Count - 1), Math.Max(first, LastRead), statements));
    }

    private OpaqueNode Label(int first)
    {
        while (!AtEnd && !Is(":"))
        {
            _at = MatchOf(_at) > _at ? MatchOf(_at) + 1 : _at + 1;
        }

        Accept(":");
        return new OpaqueNode(first, LastRead, []);
    }

    private ImportNode Import(int first)
    {
        _at++;
        var start = _at;
        while (_at < Count && !Is(";") && Kind != TokenKind.Barrier && !(_newlineEnds && StartsLine(_at)))
        {
            _at = MatchOf(_at) > _at ? MatchOf(_at) + 1 : _at + 1;
        }

        return new ImportNode(first, LastRead, ImportReader.Names(_source, start, _at));
    }
}
