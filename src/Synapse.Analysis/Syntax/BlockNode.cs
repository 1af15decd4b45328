namespace Synapse.Analysis.Syntax;

internal sealed class BlockNode(int first, int last, IReadOnlyList<Node> statements) : Node(first, last)
{
    public IReadOnlyList<Node> Statements { get; } = statements;
}

/// <summary>A variable or field, with its declared type where there is one and its first value where it has one.</summary>
internal sealed class DeclareNode(int first, int last, string type, Node target, Node? value) : Node(first, last)
{
    /// <summary>How many elements an array of C has.</summary>
    public Node? Size { get; init; }

    public string Type { get; } = type;

    public Node Target { get; } = target;

    public Node? Value { get; } = value;
}

/// <summary>Arms of an <c>if</c> with all its <c>else if</c>; the last arm has no condition where there is an <c>else</c>.</summary>
internal sealed class IfNode(int first, int last, IReadOnlyList<(Node? Condition, Node Body)> arms) : Node(first, last)
{
    public IReadOnlyList<(Node? Condition, Node Body)> Arms { get; } = arms;
}

internal sealed class LoopNode(int first, int last, IReadOnlyList<Node> setup, Node? condition, Node body, Node? step) : Node(first, last)
{
    public IReadOnlyList<Node> Setup { get; } = setup;

    public Node? Condition { get; } = condition;

    public Node Body { get; } = body;

    public Node? Step { get; } = step;
}

/// <summary>A loop over the elements of <see cref="Items"/>.</summary>
internal sealed class EachNode(int first, int last, Node target, Node items, Node body) : Node(first, last)
{
    public Node Target { get; } = target;

    public Node Items { get; } = items;

    public Node Body { get; } = body;
}

/// <summary>Cases in order; one without labels is the default.</summary>
/// <param name="fallsThrough">True where a case without a jump goes on into the next.</param>
internal sealed class SwitchNode(int first, int last, Node? subject, IReadOnlyList<(IReadOnlyList<Node> Labels, Node Body)> cases, bool fallsThrough) : Node(first, last)
{
    public Node? Subject { get; } = subject;

    public IReadOnlyList<(IReadOnlyList<Node> Labels, Node Body)> Cases { get; } = cases;

    public bool FallsThrough { get; } = fallsThrough;
}

internal sealed class TryNode(int first, int last, Node body, IReadOnlyList<Node> handlers, Node? final) : Node(first, last)
{
    public Node Body { get; } = body;

    public IReadOnlyList<Node> Handlers { get; } = handlers;

    public Node? Final { get; } = final;
}

internal enum JumpKind
{
    Return,
    Throw,
    Break,
    Continue,
}

internal sealed class JumpNode(int first, int last, JumpKind kind, Node? value) : Node(first, last)
{
    public JumpKind Kind { get; } = kind;

    public Node? Value { get; } = value;
}

/// <summary>A parameter with everything written before it, such as annotations; <see cref="Type"/> is the head of its type or empty.</summary>
internal sealed record Parameter(int First, int Last, string Name, string Type, Node? Default)
{
    /// <summary>The names it takes apart, for <c>{ a, b }</c>.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];
}

/// <summary>A function, method or lambda. <see cref="Header"/> is the first token of its annotations.</summary>
internal sealed class FunctionNode(int header, int last, string name, IReadOnlyList<Parameter> parameters, Node body) : Node(header, last)
{
    public string Name { get; } = name;

    public IReadOnlyList<Parameter> Parameters { get; } = parameters;

    public Node Body { get; } = body;

    /// <summary>True where the body is one expression whose value is the result.</summary>
    public bool IsExpression { get; init; }
}

internal sealed class TypeNode(int first, int last, string name, Node body) : Node(first, last)
{
    public string Name { get; } = name;

    public Node Body { get; } = body;
}

/// <summary>A name that stands for something of another file: <c>import a.b as c</c>.</summary>
internal sealed class ImportNode(int first, int last, IReadOnlyList<(string Alias, string Path)> names) : Node(first, last)
{
    public IReadOnlyList<(string Alias, string Path)> Names { get; } = names;
}
