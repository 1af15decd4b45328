namespace Synapse.Analysis.Syntax;

/// <summary>A piece of code in a form that is the same for every language; <see cref="First"/> and <see cref="Last"/> are its tokens, inclusive.</summary>
internal abstract class Node(int first, int last)
{
    public int First { get; } = first;

    public int Last { get; } = last;

    /// <summary>The first token with the parentheses around it: where whatever this is a part of begins.</summary>
    public int Start { get; private set; } = first;

    /// <summary>The last token with the parentheses around it.</summary>
    public int End { get; private set; } = last;

    public Node InParentheses(int start, int end)
    {
        (Start, End) = (start, end);
        return this;
    }
}

internal sealed class NameNode(int first, string text) : Node(first, first)
{
    public string Text { get; } = text;
}

/// <summary>A constant: a <see cref="string"/>, <see cref="long"/>, <see cref="double"/>, <see cref="bool"/>, or null for the language's null.</summary>
internal sealed class LiteralNode(int first, int last, object? value) : Node(first, last)
{
    public object? Value { get; } = value;
}

/// <summary>An interpolated string; its constant pieces are literals.</summary>
internal sealed class TemplateNode(int first, int last, IReadOnlyList<Node> parts) : Node(first, last)
{
    public IReadOnlyList<Node> Parts { get; } = parts;
}

internal sealed class MemberNode(Node target, int last, string name) : Node(target.Start, last)
{
    public Node Target { get; } = target;

    public string Name { get; } = name;
}

internal sealed class IndexNode(Node target, Node index, int last) : Node(target.Start, last)
{
    public Node Target { get; } = target;

    public Node Index { get; } = index;
}

/// <summary>An argument, with its name where the call gives one.</summary>
internal readonly record struct Argument(string Name, Node Value);

internal sealed class CallNode(Node callee, IReadOnlyList<Argument> arguments, int last) : Node(callee.Start, last)
{
    public Node Callee { get; } = callee;

    public IReadOnlyList<Argument> Arguments { get; } = arguments;
}

/// <summary>The making of an object, with what its initialiser sets.</summary>
internal sealed class NewNode(int first, int last, string type, IReadOnlyList<Argument> arguments, Node? initialiser) : Node(first, last)
{
    public string Type { get; } = type;

    /// <summary>How many elements are made, where it is an array of C++.</summary>
    public Node? Size { get; init; }

    public IReadOnlyList<Argument> Arguments { get; } = arguments;

    public Node? Initialiser { get; } = initialiser;
}

/// <summary>Operands joined by operators of one precedence, as many as there are: a long chain is one node, not a deep tree.</summary>
internal sealed class BinaryNode(IReadOnlyList<Node> operands, IReadOnlyList<string> operators) : Node(operands[0].Start, operands[^1].End)
{
    public IReadOnlyList<Node> Operands { get; } = operands;

    public IReadOnlyList<string> Operators { get; } = operators;
}

internal sealed class UnaryNode(int first, int last, string op, Node operand) : Node(first, last)
{
    public string Operator { get; } = op;

    public Node Operand { get; } = operand;
}

internal sealed class AssignNode(Node target, string op, Node value) : Node(target.Start, value.End)
{
    public Node Target { get; } = target;

    public string Operator { get; } = op;

    public Node Value { get; } = value;
}

internal sealed class ConditionalNode(int first, int last, Node condition, Node whenTrue, Node whenFalse) : Node(first, last)
{
    public Node Condition { get; } = condition;

    public Node WhenTrue { get; } = whenTrue;

    public Node WhenFalse { get; } = whenFalse;
}

/// <summary>A conversion to a type, or the question whether a value has it.</summary>
internal sealed class CastNode(int first, int last, string type, Node operand, bool isTest) : Node(first, last)
{
    public string Type { get; } = type;

    public Node Operand { get; } = operand;

    public bool IsTest { get; } = isTest;
}

/// <summary>A list, an array or a tuple, also on the left of an assignment.</summary>
internal sealed class ListNode(int first, int last, IReadOnlyList<Node> items) : Node(first, last)
{
    public IReadOnlyList<Node> Items { get; } = items;
}

/// <summary>A map, a dictionary or an object; a key that is a plain word is a literal.</summary>
internal sealed class MapNode(int first, int last, IReadOnlyList<(Node Key, Node Value)> entries) : Node(first, last)
{
    public IReadOnlyList<(Node Key, Node Value)> Entries { get; } = entries;
}

/// <summary>What could not be read; the pieces inside were.</summary>
internal sealed class OpaqueNode(int first, int last, IReadOnlyList<Node> children) : Node(first, last)
{
    public IReadOnlyList<Node> Children { get; } = children;
}

/// <summary>A list or map made by a loop: <c>[f(x) for x in xs if c]</c>.</summary>
internal sealed class ComprehensionNode(int first, int last, Node target, Node items, Node element, Node? condition) : Node(first, last)
{
    public Node Target { get; } = target;

    public Node Items { get; } = items;

    public Node Element { get; } = element;

    public Node? Condition { get; } = condition;
}
