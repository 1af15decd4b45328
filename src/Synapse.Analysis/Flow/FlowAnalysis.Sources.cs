using Synapse.Analysis.Syntax;

namespace Synapse.Analysis.Flow;

/// <summary>Which expressions bring in outside values.</summary>
internal sealed partial class FlowAnalysis
{
    private const int MaxPathText = 160;

    /// <summary>By the expression as written, by the path its first name was imported from, and by the type of what it is a member of.</summary>
    private bool IsSource(Node node, FlowState state)
    {
        if (_sources.Expressions is null)
        {
            return false;
        }

        if (node is NewNode made)
        {
            return Matches(made.Type + "(");
        }

        if (PathText(node) is not { Length: > 0 } text)
        {
            return false;
        }

        if (Matches(text))
        {
            return true;
        }

        var root = RootOf(node);
        if (root is not null && _imports.TryGetValue(root.Text, out var path) && path != root.Text && Matches(path + text[root.Text.Length..]))
        {
            return true;
        }

        var member = node as MemberNode ?? (node as CallNode)?.Callee as MemberNode;
        return member is not null && PathOf(member.Target) is { } owner && state[owner]?.Type is { Length: > 0 } type && Matches(type + "." + member.Name + (node is CallNode ? "(" : ""));
    }

    private bool Matches(string text)
    {
        if (!_isSource.TryGetValue(text, out var isSource))
        {
            _isSource[text] = isSource = _sources.Expressions!.IsMatch(text);
        }

        return isSource;
    }

    private static NameNode? RootOf(Node node) => node switch
    {
        NameNode name => name,
        MemberNode member => RootOf(member.Target),
        IndexNode index => RootOf(index.Target),
        CallNode call => RootOf(call.Callee),
        CastNode cast => RootOf(cast.Operand),
        _ => null,
    };

    /// <summary>Names, members, calls and indices as text, of arguments only a first constant; empty for anything else.</summary>
    private string PathText(Node node)
    {
        switch (node)
        {
            case NameNode name:
                return name.Text;
            case MemberNode member:
                return PathText(member.Target) is { Length: > 0 and < MaxPathText } target ? target + Separator(member) + member.Name : "";
            case CallNode call:
                return PathText(call.Callee) is { Length: > 0 and < MaxPathText } callee ? callee + "(" + (call.Arguments is [{ Value: LiteralNode { Value: string first } }, ..] ? Quoted(first) : "") + ")" : "";
            case IndexNode { Index: LiteralNode { Value: string key } } index:
                return PathText(index.Target) is { Length: > 0 and < MaxPathText } named ? named + "[" + Quoted(key) + "]" : "";
            case IndexNode index:
                return PathText(index.Target) is { Length: > 0 and < MaxPathText } indexed ? indexed + "[]" : "";
            case CastNode cast:
                return PathText(cast.Operand);
            default:
                return "";
        }
    }

    private string Separator(MemberNode member) => _source.Is(member.Last - 1, "->") ? "->" : _source.Is(member.Last - 1, "::") ? "::" : ".";

    private static string Quoted(string text) => text.Length < MaxPathText ? "\"" + text + "\"" : "";
}
