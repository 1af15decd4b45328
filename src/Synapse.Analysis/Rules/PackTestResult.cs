namespace Synapse.Analysis.Rules;

/// <summary>What a test of pack files found.</summary>
/// <param name="Warnings">What works, and could be better.</param>
public sealed record PackTestResult(int Files, int Rules, int Examples, IReadOnlyList<PackProblem> Problems, IReadOnlyList<PackProblem> Warnings);
