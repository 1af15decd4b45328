using System.Diagnostics.Metrics;
using Orleans.Streams;
using Synapse.Cluster.Client.Signals;
using Synapse.Cluster.Signals;
using Synapse.Core.Signals;
using Synapse.Runtime.Engine;
using Synapse.Storage;

namespace Synapse.Cluster.Tests.Signals;

/// <summary>How a silo reads the journal.</summary>
public sealed class ReadingTests
{
    private readonly MemoryJournal _journal = new();
    private readonly SharedGrainStorage _subscriptions = new();

    [Fact]
    public async Task What_this_silo_commits_is_heard_without_a_poll_and_read_once_for_all_queues()
    {
        await using var cluster = await SignalCluster.StartAsync(1, () => _journal, _subscriptions, configure: o => o.PollInterval = TimeSpan.FromHours(1));
        var reviews = new ReviewJournal(_journal);
        var heard = new List<HeardSignals>();
        for (var i = 0; i < 20; i++)
        {
            heard.Add(await cluster.HearAsync(SignalStreams.OfReview("t", $"r{i}")));
        }

        for (var i = 0; i < 10; i++)
        {
            await reviews.AppendManyAsync(100, 20, prefix: "r");
            await cluster.Of<ISignalSink>(0).PublishAsync("", new Signal("", "", ""), CancellationToken.None);
            foreach (var (listener, number) in heard.Zip(Enumerable.Range(0, 20)))
            {
                await DeliveryTests.HasHeardAsync(listener, reviews.Told(ReviewJournal.Id($"r{number}")));
            }
        }

        Assert.Equal(1_000, cluster.Stores[0].Pages.Sum(p => p.Events));
    }

    [Fact]
    public async Task An_event_that_cannot_be_read_is_counted_once_and_passed_over()
    {
        var counted = 0L;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument is { Meter.Name: SignalMetrics.Meter, Name: "synapse.signals.unreadable_events" })
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        await using var cluster = await SignalCluster.StartAsync(1, () => _journal, _subscriptions);
        var own = cluster.Of<SignalMetrics>(0).Unreadable;
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Interlocked.Add(ref counted, ReferenceEquals(instrument, own) ? value : 0));
        listener.Start();
        var reviews = new ReviewJournal(_journal);
        await reviews.AppendManyAsync(50, 1);
        await reviews.AppendPoisonAsync(ReviewJournal.Id("r0"));
        await reviews.AppendManyAsync(50, 1);
        var ofType = await cluster.HearAsync(SignalStreams.OfType(SignalTypes.ReviewEscalated, "t"), SignalToken.First);
        var ofReview = await cluster.HearAsync(SignalStreams.OfReview("t", "r0"), SignalToken.First);
        await DeliveryTests.HasHeardAsync(ofType, reviews.Told(SignalTypes.ReviewEscalated));
        await DeliveryTests.HasHeardAsync(ofReview, reviews.Told(ReviewJournal.Id("r0")));
        Assert.Equal(1, Interlocked.Read(ref counted));
    }

    [Fact]
    public void The_last_ids_are_remembered_and_the_oldest_forgotten()
    {
        var known = new SignalDeduplicator();
        Assert.True(known.IsNew("/synapse/t", "first"));
        Assert.False(known.IsNew("/synapse/t", "first"));
        Assert.True(known.IsNew("/synapse/u", "first"));
        for (var i = 0; i < SignalDeduplicator.MaxRemembered - 1; i++)
        {
            Assert.True(known.IsNew("/synapse/t", $"{i}"));
        }

        Assert.False(known.IsNew("/synapse/u", "first"));
        Assert.True(known.IsNew("/synapse/t", "first"));
    }

    [Fact]
    public void Places_are_ordered_by_position_and_then_by_index()
    {
        SignalToken[] tokens = [SignalToken.First, new(1, 1), new(2, 0), new(2, 3), new(10, 0)];
        Assert.Equal(tokens, tokens.Reverse().Order());
        Assert.Equal(new SignalToken(2, 3), tokens[3]);
        Assert.True(tokens[1].Older(tokens[2]) && tokens[3].Newer(tokens[2]));
    }
}
