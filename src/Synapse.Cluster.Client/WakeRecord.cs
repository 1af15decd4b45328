namespace Synapse.Cluster.Client;

/// <summary>A reminder that woke an aggregate.</summary>
/// <param name="FiredAt">When it came, UTC.</param>
/// <param name="DueAt">When the earliest timer of the aggregate was due by then; null when none was left, and the reminder ended.</param>
/// <param name="Silo">Where it came to.</param>
[GenerateSerializer]
[Alias("synapse.WakeRecord")]
[Immutable]
public sealed record WakeRecord([property: Id(0)] DateTimeOffset FiredAt, [property: Id(1)] DateTimeOffset? DueAt, [property: Id(2)] string Silo);
