namespace Synapse.Contracts;

/// <summary>A problem that the caller did not look at.</summary>
public sealed class SynapseException(Problem problem) : Exception(problem.Message)
{
    /// <summary>What is wrong.</summary>
    public Problem Problem { get; } = problem;
}
