using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Serialization;
using Synapse.Cluster.Client.Serialization;
using Synapse.Cluster.Client.Signals;
using Synapse.Contracts;

namespace Synapse.Cluster.Client;

/// <summary>Makes an Orleans client one of Synapse's.</summary>
public static class SynapseClientExtensions
{
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Adds <see cref="ISynapse"/> on the cluster that the client is configured for.</summary>
    /// <param name="tenant">The tenant that the application works for.</param>
    /// <param name="actor">Who asks, as the journal records it.</param>
    public static IClientBuilder AddSynapseClient(this IClientBuilder client, string tenant, string actor)
    {
        client.Services.AddSerializer(serializer => serializer.AddSynapseWire());
        client.AddSynapseStreams();

        // A trace of the application goes on in the silos.
        client.AddActivityPropagation();

        // A call is an acknowledgement and not the work; one that a silo took with it is soon made again.
        client.Configure<ClientMessagingOptions>(o => o.ResponseTimeout = ResponseTimeout);
        client.Services.AddSingleton<ISynapse>(services => new ClusterSynapse(services.GetRequiredService<IClusterClient>(), tenant, actor, TimeProvider.System));
        return client;
    }
}
