namespace Synapse.Core.Marketplace;

/// <summary>How many candidates were not chosen for one reason.</summary>
public sealed record ReasonCount(NotChosen Reason, int Candidates);
