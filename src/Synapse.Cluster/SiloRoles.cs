namespace Synapse.Cluster;

/// <summary>What a silo does. Where a role is missing, others of the cluster have it.</summary>
[Flags]
public enum SiloRoles
{
    None = 0,
    /// <summary>Hosts aggregates.</summary>
    Reviews = 1,
    /// <summary>Runs specialists.</summary>
    Workers = 2,
    /// <summary>Answers applications.</summary>
    Api = 4,
    All = Reviews | Workers | Api,
}
