namespace Synapse.Analysis.Rules;

/// <summary>What is wrong in a rule pack, where, and what to do.</summary>
public sealed record PackProblem(string File, long Line, string Message)
{
    public override string ToString() => $"{File}:{Line}: {Message}";
}
