namespace Synapse.Cluster.Benchmarks;

/// <summary>Hears a tenant's signals of one type.</summary>
internal interface IListenerGrain : IGrainWithIntegerKey
{
    Task SubscribeAsync(string type, string tenant);
}
