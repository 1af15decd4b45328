namespace Synapse.Cluster.Benchmarks;

/// <summary>What the baseline keeps.</summary>
[GenerateSerializer]
internal sealed class PlainState
{
    [Id(0)]
    public byte[] Bytes { get; set; } = [];
}
