using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;
using Synapse.Runtime.Json;

namespace Synapse.Cluster.Client.Serialization;

/// <summary>How the cluster writes Synapse's own types: as the JSON of the journal. They are immutable, so that within a process nothing is copied.</summary>
public static class WireSerialization
{
    /// <summary>Call it on every client and silo; both sides must agree.</summary>
    public static ISerializerBuilder AddSynapseWire(this ISerializerBuilder serializer)
    {
        serializer.AddJsonSerializer(WireJson.Covers, null, options => options.Configure(o => o.SerializerOptions = WireJson.Options));
        serializer.Services.AddSingleton<IGeneralizedCopier, SharedCopier>();
        return serializer;
    }
}
