using Synapse.Cluster.Client.Signals;
using Synapse.Contracts.Signals;
using Synapse.Core.Signals;
using Synapse.Storage;

namespace Synapse.Cluster.Tests.Signals;

/// <summary>Signals reach those who listen.</summary>
public sealed class DeliveryTests
{
    private readonly MemoryJournal _journal = new();
    private readonly SharedGrainStorage _subscriptions = new();

    [Fact]
    public async Task Every_signal_of_thousands_of_events_reaches_its_listeners_in_order()
    {
        await using var cluster = await SignalCluster.StartAsync(3, () => _journal, _subscriptions);
        var reviews = new ReviewJournal(_journal);
        var ofType = await cluster.HearAsync(SignalStreams.OfType(SignalTypes.ReviewEscalated, "t"));
        var ofReviews = new Dictionary<int, HeardSignals>();
        foreach (var i in Enumerable.Range(0, 10))
        {
            ofReviews[i] = await cluster.HearAsync(SignalStreams.OfReview("t", $"r{i}"));
        }

        await reviews.AppendManyAsync(4_000, 20);
        await HasHeardAsync(ofType, reviews.Told(SignalTypes.ReviewEscalated));
        foreach (var (i, heard) in ofReviews)
        {
            await HasHeardAsync(heard, reviews.Told(ReviewJournal.Id($"r{i}")));
        }
    }

    [Fact]
    public async Task A_grain_hears_what_it_is_subscribed_to_by_its_attribute()
    {
        await using var cluster = await SignalCluster.StartAsync(2, () => _journal, _subscriptions);
        var reviews = new ReviewJournal(_journal);
        for (var i = 0; i < 500; i++)
        {
            await reviews.AppendAsync(ReviewJournal.Id($"r{i}"), ReviewJournal.Escalated("why"), ReviewJournal.Cancelled($"because {i}"));
        }

        await HasHeardAsync(cluster.Grains.Of("t"), reviews.Told(SignalTypes.ReviewCancelled));
    }

    [Fact]
    public async Task Tenants_do_not_hear_each_other()
    {
        await using var cluster = await SignalCluster.StartAsync(1, () => _journal, _subscriptions);
        var reviews = new ReviewJournal(_journal);
        var (t, u) = (await cluster.HearAsync(SignalStreams.OfType(SignalTypes.ReviewEscalated, "t")), await cluster.HearAsync(SignalStreams.OfType(SignalTypes.ReviewEscalated, "u")));
        var (same, other) = (await cluster.HearAsync(SignalStreams.OfReview("t", "r0")), await cluster.HearAsync(SignalStreams.OfReview("u", "r0")));
        for (var i = 0; i < 50; i++)
        {
            await reviews.AppendManyAsync(1, 1, "t", "r");
            await reviews.AppendManyAsync(1, 1, "u", "r");
        }

        await HasHeardAsync(t, reviews.Told(SignalTypes.ReviewEscalated, "t"));
        await HasHeardAsync(u, reviews.Told(SignalTypes.ReviewEscalated, "u"));
        await HasHeardAsync(same, reviews.Told(ReviewJournal.Id("r0", "t")));
        await HasHeardAsync(other, reviews.Told(ReviewJournal.Id("r0", "u")));
        Assert.All(t.Messages, m => Assert.Equal("/synapse/t", m.Source));
        Assert.All(u.Messages, m => Assert.Equal("/synapse/u", m.Source));
    }

    [Fact]
    public async Task Nobody_publishes_but_the_journal()
    {
        await using var cluster = await SignalCluster.StartAsync(1, () => _journal, _subscriptions);
        var stream = cluster.StreamOf(SignalStreams.OfReview("t", "r0"));
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => stream.OnNextAsync(new SignalMessage("", "", "", "", default, "")));
        Assert.Contains("ReadOnly", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_listener_that_cannot_bear_one_signal_gets_all_others()
    {
        await using var cluster = await SignalCluster.StartAsync(1, () => _journal, _subscriptions, deliveryTime: TimeSpan.FromMilliseconds(500));
        var reviews = new ReviewJournal(_journal);
        var heard = new HeardSignals { Fails = m => m.Text == "r 13" };
        await cluster.StreamOf(SignalStreams.OfReview("t", "r0")).SubscribeAsync(heard);
        await reviews.AppendManyAsync(40, 1);
        await HasHeardAsync(heard, [.. reviews.Told(ReviewJournal.Id("r0")).Where(m => m.Text != "r 13")]);
    }

    [Fact]
    public async Task In_memory_listeners_hear_the_same()
    {
        await using var cluster = await SignalCluster.StartAsync(2, () => _journal, _subscriptions, inMemory: true);
        var ofType = await cluster.HearAsync(SignalStreams.OfType(SignalTypes.ReviewEscalated, "t"));
        var ofReview = await cluster.HearAsync(SignalStreams.OfReview("t", "r0"));
        var sink = cluster.Of<Runtime.Engine.ISignalSink>(0);
        for (var i = 0; i < 100; i++)
        {
            await sink.PublishAsync($"{i}", new Signal(SignalTypes.ReviewEscalated, "t/review/r0", $"{i}"), CancellationToken.None);
        }

        await sink.PublishAsync("other", new Signal(SignalTypes.ReviewEscalated, "u/review/r0", ""), CancellationToken.None);
        foreach (var heard in (HeardSignals[])[ofType, ofReview])
        {
            await SignalCluster.UntilAsync(() => heard.Distinct.Count == 100, () => $"{heard.Distinct.Count} heard");
            Assert.Equal(Enumerable.Range(0, 100).Select(i => ($"{i}", "/synapse/t", "t/review/r0", $"{i}")), heard.Distinct.Select(m => (m.Id, m.Source, m.Subject, m.Text)));
        }
    }

    internal static async Task HasHeardAsync(HeardSignals heard, IReadOnlyList<SignalMessage> told)
    {
        await SignalCluster.UntilAsync(() => heard.Distinct.Count >= told.Count, () => $"{heard.Distinct.Count} of {told.Count} heard");
        Assert.Equal(told, heard.Distinct);
    }
}
