using System.Globalization;
using Synapse.Cluster.Client.Signals;
using Synapse.Cluster.Signals;
using Synapse.Conformance.Postgres;
using Synapse.Core.Signals;
using Synapse.Runtime.Journal;
using Synapse.Storage;
using Synapse.Storage.Postgres;

namespace Synapse.Cluster.Tests.Signals;

/// <summary>Silos come and go, and nobody misses a signal.</summary>
public sealed class RestartTests
{
    private readonly MemoryJournal _journal = new();
    private readonly SharedGrainStorage _subscriptions = new();

    [Fact]
    public async Task A_silo_that_dies_while_signals_flow_loses_none()
    {
        await using var cluster = await SignalCluster.StartAsync(3, () => _journal, _subscriptions);
        var reviews = new ReviewJournal(_journal);
        var heard = await cluster.HearAsync(SignalStreams.OfType(SignalTypes.ReviewEscalated, "t"));
        var tenants = Enumerable.Range(0, 12).Select(i => $"t{i}").ToList();
        for (var i = 0; i < 2_000; i++)
        {
            await reviews.AppendAsync(ReviewJournal.Id($"r{i % 50}"), ReviewJournal.Escalated($"{i}"));
            await reviews.AppendAsync(ReviewJournal.Id($"r{i % 50}", tenants[i % tenants.Count]), ReviewJournal.Cancelled($"{i}"));
            if (i == 1_000)
            {
                await SignalCluster.UntilAsync(() => heard.Distinct.Count > 100, () => $"{heard.Distinct.Count} heard");
                await cluster.KillAsync(1);
            }
        }

        await DeliveryTests.HasHeardAsync(heard, reviews.Told(SignalTypes.ReviewEscalated));
        foreach (var tenant in tenants)
        {
            var ofGrain = cluster.Grains.Of(tenant);
            var told = reviews.Told(SignalTypes.ReviewCancelled, tenant);
            await SignalCluster.UntilAsync(() => ofGrain.Distinct.Count >= told.Count, () => $"{ofGrain.Distinct.Count} of {told.Count} heard in {tenant}");

            // A grain that died with the silo hears some again, so the order is that of the first time each was heard.
            Assert.Equal(told, ofGrain.Distinct);
        }
    }

    [Fact]
    public async Task Silos_that_were_all_stopped_go_on_where_they_were()
    {
        var (reviews, grains) = (new ReviewJournal(_journal), new HeardByGrains());
        await using (var first = await SignalCluster.StartAsync(2, () => _journal, _subscriptions, grains, o => o.CheckpointInterval = TimeSpan.FromMilliseconds(20)))
        {
            await CancelAsync(reviews, 1_000);
            await DeliveryTests.HasHeardAsync(grains.Of("t"), reviews.Told(SignalTypes.ReviewCancelled));
            await IsReadAsync(first, _journal, reviews.Events);
            await first.StopAsync();
        }

        await CancelAsync(reviews, 500);
        await using var second = await SignalCluster.StartAsync(2, () => _journal, _subscriptions, grains);
        await CancelAsync(reviews, 500);
        await DeliveryTests.HasHeardAsync(grains.Of("t"), reviews.Told(SignalTypes.ReviewCancelled));
        AssertOnce(grains.Of("t"), 1_000);
    }

    [Fact]
    public async Task A_queue_far_behind_that_nobody_listens_to_comes_forward_without_a_write_per_stream()
    {
        var reviews = new ReviewJournal(_journal);
        await reviews.AppendManyAsync(20_000, 5_000);
        await using var cluster = await SignalCluster.StartAsync(1, () => _journal, _subscriptions, configure: o => o.CheckpointInterval = TimeSpan.FromMilliseconds(20));
        await IsReadAsync(cluster, _journal, reviews.Events);
        Assert.Equal(0, _subscriptions.Writes);
        Assert.Equal(20_000, cluster.Stores[0].Pages.Sum(p => p.Events));
    }

    [Fact]
    public async Task Positions_are_written_when_their_time_has_come_and_at_the_end()
    {
        var reviews = new ReviewJournal(_journal);
        await using var cluster = await SignalCluster.StartAsync(1, () => _journal, _subscriptions, configure: o => (o.CheckpointInterval, o.PollInterval) = (TimeSpan.FromHours(1), TimeSpan.FromMilliseconds(1)));
        await CancelAsync(reviews, 1_000);
        await DeliveryTests.HasHeardAsync(cluster.Grains.Of("t"), reviews.Told(SignalTypes.ReviewCancelled));
        Assert.Empty(cluster.Stores[0].Written);
        await cluster.StopAsync();
        Assert.Equal(new JournalStreamOptions().Queues, cluster.Stores[0].Written.Select(w => w.Name).Distinct().Count());
        Assert.All(cluster.Stores[0].Written, w => Assert.InRange(w.Position, 1, 1_000));
    }

    [Fact]
    public async Task A_position_does_not_pass_what_a_listener_has_not_had()
    {
        await using var cluster = await SignalCluster.StartAsync(1, () => _journal, _subscriptions, configure: o => (o.Queues, o.CheckpointInterval) = (1, TimeSpan.FromTicks(1)));
        var (reviews, release) = (new ReviewJournal(_journal), new TaskCompletionSource());
        var slow = new HeardSignals { After = m => m.Text == "3" ? release.Task : Task.CompletedTask };
        cluster.Grains.Use("t", slow);
        var quick = await cluster.HearAsync(SignalStreams.OfReview("t", "quick0"));
        for (var i = 0; i < 10; i++)
        {
            await reviews.AppendManyAsync(1, 1, prefix: "quick");
            await DeliveryTests.HasHeardAsync(quick, reviews.Told(ReviewJournal.Id("quick0")));
        }

        await CancelAsync(reviews, 10);
        await SignalCluster.UntilAsync(() => slow.Messages.Count >= 4, () => $"{slow.Messages.Count} heard");
        for (var i = 0; i < 50; i++)
        {
            await reviews.AppendManyAsync(1, 1, prefix: "quick");
            await DeliveryTests.HasHeardAsync(quick, reviews.Told(ReviewJournal.Id("quick0")));
            Assert.InRange(await _journal.Positions.ReadAsync("synapse/1/0", CancellationToken.None), 1, 13);
        }

        release.SetResult();
        await SignalCluster.UntilAsync(() => _journal.Positions.ReadAsync("synapse/1/0", CancellationToken.None).AsTask().Result >= 70, () => "the position stays behind");
    }

    [Fact]
    public async Task On_PostgreSQL_silos_deliver_what_others_commit_and_go_on_where_they_were()
    {
        Assert.SkipWhen(PostgresProcess.Missing is not null, PostgresProcess.Missing ?? "");
        await using var server = await PostgresProcess.StartAsync(isDurable: false);
        var schema = await server.SchemaAsync();
        var opened = new List<IJournalStore>();
        await using var writer = await OpenAsync(schema);
        var (reviews, grains) = (new ReviewJournal(writer), new HeardByGrains());
        await using (var first = await SignalCluster.StartAsync(2, Open, _subscriptions, grains, o => o.CheckpointInterval = TimeSpan.FromMilliseconds(20)))
        {
            var heard = await first.HearAsync(SignalStreams.OfReview("t", "c7"));
            await CancelAsync(reviews, 500);
            await DeliveryTests.HasHeardAsync(grains.Of("t"), reviews.Told(SignalTypes.ReviewCancelled));
            await DeliveryTests.HasHeardAsync(heard, reviews.Told(ReviewJournal.Id("c7")));
            await IsReadAsync(first, writer, reviews.Events);
            await first.StopAsync();
        }

        await CancelAsync(reviews, 100);
        await using (var second = await SignalCluster.StartAsync(2, Open, _subscriptions, grains))
        {
            await DeliveryTests.HasHeardAsync(grains.Of("t"), reviews.Told(SignalTypes.ReviewCancelled));
            await DeliveryTests.HasHeardAsync(await second.HearAsync(SignalStreams.OfReview("t", "c7"), SignalToken.First), reviews.Told(ReviewJournal.Id("c7")));
            AssertOnce(grains.Of("t"), 500);
        }

        foreach (var store in opened)
        {
            await store.DisposeAsync();
        }

        IJournalStore Open()
        {
            var store = OpenAsync(schema).GetAwaiter().GetResult();
            lock (opened)
            {
                opened.Add(store);
            }

            return store;
        }
    }

    /// <summary>Waits until all queues are done with a position.</summary>
    internal static async Task IsReadAsync(SignalCluster cluster, IJournalStore journal, long position)
    {
        var queues = new JournalStreamOptions().Queues;
        var names = Enumerable.Range(0, queues).Select(q => string.Create(CultureInfo.InvariantCulture, $"{SignalStreams.Provider}/{queues}/{q}")).ToList();
        await SignalCluster.UntilAsync(
            () => names.All(n => journal.Positions.ReadAsync(n, CancellationToken.None).AsTask().Result >= position),
            () => string.Join(", ", cluster.Stores.SelectMany(s => s.Written).TakeLast(20)));
    }

    /// <summary>What lay before the position that was written is not delivered again.</summary>
    private static void AssertOnce(HeardSignals heard, int before)
    {
        var ids = heard.Distinct.Take(before).Select(m => m.Id).ToHashSet();
        Assert.Equal(before, heard.Messages.Count(m => ids.Contains(m.Id)));
    }

    private static Task<IJournalStore> OpenAsync(string schema) => PostgresJournal.OpenAsync(schema, TimeProvider.System, JournalPolicy.KeepAll);

    private static async Task CancelAsync(ReviewJournal reviews, int events)
    {
        for (var i = 0; i < events; i++)
        {
            await reviews.AppendAsync(ReviewJournal.Id($"c{i % 40}"), ReviewJournal.Cancelled($"{i}"));
        }
    }
}
