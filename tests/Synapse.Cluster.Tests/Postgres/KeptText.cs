namespace Synapse.Cluster.Tests.Postgres;

[GenerateSerializer]
public sealed class KeptText
{
    [Id(0)]
    public string Text { get; set; } = "";
}
