using Orleans.Storage;

namespace Synapse.Cluster.Benchmarks;

/// <summary>Writes bytes as they are, so that the baseline has nothing to encode.</summary>
internal sealed class RawBytes : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => BinaryData.FromBytes(((PlainState)(object)input!).Bytes);

    public T Deserialize<T>(BinaryData input) => (T)(object)new PlainState { Bytes = input.ToArray() };
}
