using Synapse.Analysis.Syntax;

namespace Synapse.Analysis.Flow;

/// <summary>Which expressions bring in outside values.</summary>
internal sealed partial class FlowAnalysis
{
    private const int MaxPathText = 160;

    /// <summary>By the expression as written, by the path its first name was imported from, and by the type of what it is a member of.</summary>
    /// <param name="suffix">What follows in the text: <c>(</c> for what is called.</param>
    private bool IsSource(Node node, string suffix, FlowState state)
    {
        if (_sources.Expressions is null)
        {
            return false;
        }

        if (node is NewNode)
        {
            return Matches(suffix);
        }

        if (PathText(node) is not { Length: > 0 } text)
        {
            return false;
        }

        if (Matches(text + suffix))
        {
            return true;
        }

        var root = RootOf(node);
        if (root is not null && _imports.TryGetValue(root.Text, out var path) && path != root.Text && Matches(path + text[root.Text.Length..] + suffix))
        {
            return true;
        }

        return node is MemberNode { Target: var target, Name: var name } && PathOf(target) is { } owner && state[owner]?.Type is { Length: > 0 } type && Matches(type + "." + name + suffix);
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

    /// <summary>Names, members, calls and indices as text, without arguments; empty for anything else.</summary>
    private static string PathText(Node node)
    {
        switch (node)
        {
            case NameNode name:
                return name.Text;
            case MemberNode member:
                return PathText(member.Target) is { Length: > 0 and < MaxPathText } target ? target + "." + member.Name : "";
            case CallNode call:
                return PathText(call.Callee) is { Length: > 0 and < MaxPathText } callee ? callee + "()" : "";
            case IndexNode { Index: LiteralNode { Value: string key } } index:
                return PathText(index.Target) is { Length: > 0 and < MaxPathText } named ? named + "[\"" + key + "\"]" : "";
            case IndexNode index:
                return PathText(index.Target) is { Length: > 0 and < MaxPathText } indexed ? indexed + "[]" : "";
            case CastNode cast:
                return PathText(cast.Operand);
            default:
                return "";
        }
    }
}
