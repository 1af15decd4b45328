namespace Synapse.KillTest;

/// <summary>How a campaign went.</summary>
/// <param name="Summary">One line for people.</param>
/// <param name="Verdicts">Reviews that ended with one.</param>
internal sealed record KillResult(string Summary, int Kills, int Restarts, int Accepted, int Verdicts, IReadOnlyList<string> Violations);
