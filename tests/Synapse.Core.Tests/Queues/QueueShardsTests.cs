using Synapse.Core.Kernel;
using Synapse.Core.Queues;

namespace Synapse.Core.Tests.Queues;

public sealed class QueueShardsTests
{
    private const int Count = 4;

    private static readonly QueueShards Shards = new(new AggregateId("t", QueueAggregate.Kind, "hot"), Count);

    [Fact]
    public void Items_spread_and_those_of_one_order_stay_together()
    {
        var places = Enumerable.Range(0, 4_000).Select(i => Shards.Of(QueueScene.Item($"i{i}"))).GroupBy(s => s).ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal(Shards.All, places.Keys.OrderBy(k => k.Id, StringComparer.Ordinal));
        Assert.All(places.Values, n => Assert.InRange(n, 800, 1_200));
        Assert.Single(Enumerable.Range(0, 100).Select(i => Shards.Of(QueueScene.Item($"i{i}", order: "o"))).Distinct());
        Assert.Equal("hot.3", Shards.Of(QueueScene.Item("a stable name", order: "x")).Id);
    }

    [Fact]
    public void Limits_are_dealt_out_to_the_last()
    {
        var whole = QueueScene.Limited(("agent:*", 10)) with { Rates = new[] { ("queue", new QueueRate(7, TimeSpan.FromSeconds(1))) }.ToValueMap(r => r.Item1, r => r.Item2) };
        var parts = Enumerable.Range(0, Count).Select(i => Shards.PolicyOf(whole, i)).ToList();
        Assert.Equal((10, 7, whole.MaxItems), (parts.Sum(p => p.LimitOf("agent:x")!.Value), parts.Sum(p => p.RateOf("queue")!.Permits), parts.Sum(p => p.MaxItems)));
        Assert.All(parts, p => Assert.Null(p.Problem()));
        Assert.Throws<ArgumentException>(() => Shards.PolicyOf(QueueScene.Limited(("queue", 3)), 0));
    }
}
