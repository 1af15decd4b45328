namespace Synapse.KillTest;

/// <param name="Verdicts">Reviews with one.</param>
/// <param name="Violations">One line each; empty when all is as it must be.</param>
internal sealed record CheckResult(int Verdicts, IReadOnlyList<string> Violations);
