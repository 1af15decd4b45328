using Synapse.Simulation.World;

namespace Synapse.Simulation;

/// <summary>How a run went.</summary>
/// <param name="Hash">Of everything that happened; the same for the same scenario.</param>
/// <param name="Violation">The first thing that must not be; null when there was none.</param>
/// <param name="Vacuous">Why the run proves nothing; null when it does.</param>
/// <param name="Marks">What kinds of things happened, and how often.</param>
internal sealed record SimResult(Scenario Scenario, ulong Hash, string? Violation, string? Vacuous, long Steps, IReadOnlyDictionary<string, int> Marks);
