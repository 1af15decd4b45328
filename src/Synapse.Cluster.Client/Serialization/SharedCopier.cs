using Orleans.Serialization.Cloning;
using Synapse.Runtime.Json;

namespace Synapse.Cluster.Client.Serialization;

/// <summary>Hands immutable values on as they are.</summary>
internal sealed class SharedCopier : IGeneralizedCopier
{
    public bool IsSupportedType(Type type) => WireJson.Covers(type);

    public object? DeepCopy(object? input, CopyContext context) => input;
}
