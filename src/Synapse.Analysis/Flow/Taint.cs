using Synapse.Analysis.Syntax;

namespace Synapse.Analysis.Flow;

/// <summary>An expression that an outside value passed through, newest first.</summary>
internal sealed record FlowStep(Node Node, FlowStep? Before, int Depth)
{
    /// <summary>Steps of one path; later ones are not kept.</summary>
    public const int MaxDepth = 24;

    public static FlowStep? Add(FlowStep? before, Node node) =>
        before is null ? new FlowStep(node, null, 1) : before.Depth >= MaxDepth || ReferenceEquals(before.Node, node) ? before : new FlowStep(node, before, before.Depth + 1);
}

/// <summary>A value from outside: where it came in and what it passed through since.</summary>
internal sealed record Taint(Node Source, FlowStep? Path)
{
    public Taint Through(Node node) => this with { Path = FlowStep.Add(Path, node) };
}
