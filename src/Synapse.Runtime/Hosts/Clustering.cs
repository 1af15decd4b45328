namespace Synapse.Runtime.Hosts;

/// <summary>How silos find each other.</summary>
public enum Clustering
{
    /// <summary>One silo on this machine, for development: nothing is shared.</summary>
    Localhost,
    /// <summary>Through tables in PostgreSQL.</summary>
    Postgres,
}
