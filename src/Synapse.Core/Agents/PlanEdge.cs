namespace Synapse.Core.Agents;

/// <summary>One signal on its way. A null end is outside the plan.</summary>
public sealed record PlanEdge(string? From, string? To, string Signal);
