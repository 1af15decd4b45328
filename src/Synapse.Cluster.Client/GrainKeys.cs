using Synapse.Core.Kernel;

namespace Synapse.Cluster.Client;

/// <summary>Aggregate ids as grain keys and back.</summary>
public static class GrainKeys
{
    /// <summary>The key of an aggregate: <c>tenant/id</c>. The kind is in the grain's type.</summary>
    public static string Of(AggregateId id) => $"{id.Tenant}/{id.Id}";

    /// <summary>The aggregate of a key; null for a key that could reach elsewhere.</summary>
    public static AggregateId? Read(string kind, string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        var id = slash < 0 ? null : new AggregateId(key[..slash], kind, key[(slash + 1)..]);
        return id is not null && AggregateId.IsValid(id) ? id : null;
    }
}
