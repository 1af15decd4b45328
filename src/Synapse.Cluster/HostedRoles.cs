namespace Synapse.Cluster;

/// <summary>What this silo does.</summary>
public sealed record HostedRoles(SiloRoles Roles);
