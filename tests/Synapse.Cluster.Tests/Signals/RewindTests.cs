using Orleans.Runtime;
using Synapse.Cluster.Client.Signals;
using Synapse.Core.Signals;
using Synapse.Storage;

namespace Synapse.Cluster.Tests.Signals;

/// <summary>A listener may start at any place, whatever a silo still keeps.</summary>
public sealed class RewindTests
{
    private const int Events = 3_000;

    private static readonly StreamId Escalations = SignalStreams.OfType(SignalTypes.ReviewEscalated, "t");

    private readonly MemoryJournal _journal = new();
    private readonly SharedGrainStorage _subscriptions = new();

    [Fact]
    public async Task From_the_first_place_a_listener_hears_all_though_nothing_happens_any_more()
    {
        var reviews = new ReviewJournal(_journal);
        await using var cluster = await QuietAsync(reviews);
        await DeliveryTests.HasHeardAsync(await cluster.HearAsync(Escalations, SignalToken.First), reviews.Told(SignalTypes.ReviewEscalated));
        await DeliveryTests.HasHeardAsync(await cluster.HearAsync(SignalStreams.OfReview("t", "r3"), SignalToken.First), reviews.Told(ReviewJournal.Id("r3")));

        // Of one review only its own events are read, so this takes nothing of the others from the journal.
        var read = cluster.Stores.Sum(s => s.Pages.Count(p => p.Events > 0));
        await DeliveryTests.HasHeardAsync(await cluster.HearAsync(SignalStreams.OfReview("t", "r4"), SignalToken.First), reviews.Told(ReviewJournal.Id("r4")));
        Assert.Equal(read, cluster.Stores.Sum(s => s.Pages.Count(p => p.Events > 0)));
    }

    [Fact]
    public async Task From_a_place_in_the_middle_a_listener_hears_this_signal_and_what_follows_and_then_what_is_new()
    {
        var reviews = new ReviewJournal(_journal);
        await using var cluster = await QuietAsync(reviews);
        var all = await cluster.HearAsync(Escalations, SignalToken.First);
        await DeliveryTests.HasHeardAsync(all, reviews.Told(SignalTypes.ReviewEscalated));
        var middle = all.All[1_234];
        var heard = await cluster.HearAsync(Escalations, middle.Token);
        var review = await cluster.HearAsync(SignalStreams.OfReview("t", "r0"), middle.Token);
        await reviews.AppendManyAsync(100, 10);
        await DeliveryTests.HasHeardAsync(heard, [.. reviews.Told(SignalTypes.ReviewEscalated).SkipWhile(m => m.Id != middle.Message.Id)]);
        var after = all.Messages.Skip(1_234).Select(m => m.Id).ToHashSet();
        await DeliveryTests.HasHeardAsync(review, [.. reviews.Told(ReviewJournal.Id("r0")).SkipWhile(m => !after.Contains(m.Id))]);
        Assert.Equal(heard.Distinct.Count, heard.Messages.Count);
    }

    [Fact]
    public async Task Without_a_place_a_listener_hears_what_is_new_only()
    {
        var reviews = new ReviewJournal(_journal);
        await using var cluster = await QuietAsync(reviews);
        var (ofType, ofReview) = (await cluster.HearAsync(Escalations), await cluster.HearAsync(SignalStreams.OfReview("t", "r0")));
        await reviews.AppendManyAsync(10, 1);
        await DeliveryTests.HasHeardAsync(ofType, reviews.Told(SignalTypes.ReviewEscalated).TakeLast(10).ToList());
        await DeliveryTests.HasHeardAsync(ofReview, reviews.Told(ReviewJournal.Id("r0")).TakeLast(10).ToList());
    }

    /// <param name="place">One that is not kept any more, and one that is.</param>
    [Theory]
    [InlineData(10)]
    [InlineData(2_700)]
    public async Task A_listener_that_goes_on_from_an_earlier_place_hears_that_again(int place)
    {
        var reviews = new ReviewJournal(_journal);
        await using var cluster = await QuietAsync(reviews);
        var first = new HeardSignals();
        var handle = await cluster.StreamOf(Escalations).SubscribeAsync(first, SignalToken.First);
        await DeliveryTests.HasHeardAsync(first, reviews.Told(SignalTypes.ReviewEscalated));
        var again = new HeardSignals();
        await handle.ResumeAsync(again, first.All[place].Token);
        await reviews.AppendManyAsync(1, 1);
        await DeliveryTests.HasHeardAsync(again, reviews.Told(SignalTypes.ReviewEscalated).Skip(place).ToList());
    }

    /// <summary>A silo that has read all there is and keeps only the end of it.</summary>
    private async Task<SignalCluster> QuietAsync(ReviewJournal reviews)
    {
        await reviews.AppendManyAsync(Events, 10);
        var cluster = await SignalCluster.StartAsync(1, () => _journal, _subscriptions, configure: o => (o.CachedEvents, o.CheckpointInterval) = (1_500, TimeSpan.FromMilliseconds(20)));
        await RestartTests.IsReadAsync(cluster, _journal, Events);
        return cluster;
    }
}
