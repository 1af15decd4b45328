using System.Text;
using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;

namespace Synapse.Storage.Tests;

/// <summary>What every journal must do; each provider inherits it.</summary>
public abstract class JournalConformance : JournalScene
{
    [Fact]
    public async Task A_stream_that_was_never_written_is_empty()
    {
        var journal = await OpenAsync();
        Assert.Equal((0, 0, 0), Shape(await journal.ReadAsync(Stream, 0, None)));
        Assert.Equal((0, 0, 0), Shape(await journal.LoadAsync(Stream, None)));
    }

    [Fact]
    public async Task Events_come_back_in_order_and_unchanged()
    {
        var journal = await OpenAsync();
        Assert.Equal(AppendStatus.Appended, await Append(journal, 0, "a", "b"));
        Assert.Equal(AppendStatus.Appended, await Append(journal, 2, "c"));
        var slice = await journal.ReadAsync(Stream, 0, None);
        Assert.Equal([1, 2, 3], slice.Events.Select(e => e.Version));
        Assert.Equal(["a", "b", "c"], slice.Events.Select(e => Text(e.Event)));
        Assert.True(Event("a").IsSameAs(slice.Events[0].Event));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(99)]
    public async Task Another_expected_version_is_a_conflict_and_writes_nothing(long expected)
    {
        var journal = await OpenAsync();
        await Append(journal, 0, "a");
        Assert.Equal(AppendStatus.Conflict, await Append(journal, expected, "b"));
        Assert.Single((await journal.ReadAsync(Stream, 0, None)).Events);
    }

    [Fact]
    public async Task Reading_after_a_version_gives_what_follows()
    {
        var journal = await OpenAsync();
        await Append(journal, 0, "a", "b", "c");
        Assert.Equal([2, 3], (await journal.ReadAsync(Stream, 1, None)).Events.Select(e => e.Version));
        Assert.Equal((0, 3, 0), Shape(await journal.ReadAsync(Stream, 3, None)));
    }

    [Fact]
    public async Task Streams_are_apart()
    {
        var journal = await OpenAsync();
        var other = Stream with { Tenant = "u" };
        await Append(journal, 0, "a");
        Assert.Equal(AppendStatus.Appended, await journal.AppendAsync(new StreamAppend(other, 0, [Event("b")]), None));
        Assert.Equal("b", Text((await journal.ReadAsync(other, 0, None)).Events[0].Event));
    }

    [Fact]
    public async Task Streams_whose_effects_have_not_run_are_behind()
    {
        var journal = await OpenAsync();
        var other = Stream with { Id = "two" };
        await Append(journal, 0, "a", "b");
        await journal.AppendAsync(new StreamAppend(other, 0, [Event("a")]), None);
        Assert.Equal([Stream, other], await journal.ReadBehindAsync(null, 10, None));
        Assert.Equal([Stream], await journal.ReadBehindAsync(null, 1, None));
        Assert.Equal([other], await journal.ReadBehindAsync(Stream, 1, None));
        await journal.MarkReactedAsync(other, 1, None);
        await journal.MarkReactedAsync(Stream, 2, None);
        await journal.MarkReactedAsync(Stream, 1, None);
        Assert.Empty(await journal.ReadBehindAsync(null, 10, None));
        Assert.Equal(2, (await journal.ReadAsync(Stream, 0, None)).ReactedVersion);
    }

    [Fact]
    public async Task Of_concurrent_appends_at_one_version_exactly_one_wins()
    {
        var journal = await OpenAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => Append(journal, 0, $"{i}").AsTask())));
        Assert.Equal(1, results.Count(r => r == AppendStatus.Appended));
        Assert.Single((await journal.ReadAsync(Stream, 0, None)).Events);
    }

    [Fact]
    public async Task A_malformed_append_is_refused()
    {
        var journal = await OpenAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => Append(journal, 0).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => journal.AppendAsync(
            new StreamAppend(Stream, 0, [Event("a")]) { Snapshot = new SnapshotData(2, "s/1", new byte[1]) }, None).AsTask());
    }

    [Fact]
    public async Task Loading_gives_the_latest_snapshot_and_what_follows_it()
    {
        var journal = await OpenAsync();
        await Append(journal, 0, "a", "b");
        await journal.AppendAsync(new StreamAppend(Stream, 2, [Event("c")]) { Snapshot = new SnapshotData(2, "s/1", "two"u8.ToArray()) }, None);
        var slice = await journal.LoadAsync(Stream, None);
        Assert.Equal((2, "s/1", "two"), (slice.Snapshot!.Version, slice.Snapshot.Schema, Encoding.UTF8.GetString(slice.Snapshot.State.Span)));
        Assert.Equal((1, 3, 2), Shape(slice));
        await journal.AppendAsync(new StreamAppend(Stream, 3, []) { Snapshot = new SnapshotData(3, "s/1", "three"u8.ToArray()) }, None);
        slice = await journal.LoadAsync(Stream, None);
        Assert.Equal((3, 0), (slice.Snapshot!.Version, slice.Events.Count));
        Assert.Equal(3, (await journal.ReadAsync(Stream, 0, None)).Events.Count);
    }

    [Fact]
    public async Task A_conflict_writes_neither_snapshot_nor_timers()
    {
        var journal = await OpenAsync();
        await Append(journal, 0, "a");
        var append = new StreamAppend(Stream, 2, [Event("b")]) { Snapshot = new SnapshotData(2, "s/1", new byte[1]), Timers = [new TimerChange("t", Now)] };
        Assert.Equal(AppendStatus.Conflict, await journal.AppendAsync(append, None));
        Assert.Null((await journal.LoadAsync(Stream, None)).Snapshot);
        Assert.Empty(await journal.ReadDueTimersAsync(Now, 10, None));
    }

    [Fact]
    public async Task Timers_are_due_in_order_until_cancelled_or_replaced()
    {
        var journal = await OpenAsync();
        await journal.AppendAsync(new StreamAppend(Stream, 0, [Event("a")])
        {
            Timers = [new TimerChange("late", Now.AddSeconds(2)), new TimerChange("soon", Now.AddTicks(1)), new TimerChange("moved", Now), new TimerChange("gone", Now)],
        }, None);
        await journal.AppendAsync(new StreamAppend(Stream, 1, [Event("b")]) { Timers = [new TimerChange("gone", null), new TimerChange("moved", Now.AddSeconds(1))] }, None);
        Assert.Empty(await journal.ReadDueTimersAsync(Now, 10, None));
        Assert.Equal(["soon", "moved"], (await journal.ReadDueTimersAsync(Now.AddSeconds(1), 10, None)).Select(t => t.Name));
        Assert.Equal(["soon", "moved", "late"], (await journal.ReadTimersAsync(Stream, None)).Select(t => t.Name));
        Assert.Empty(await journal.ReadTimersAsync(Stream with { Id = "other" }, None));
        Assert.Equal([new StreamTimer(Stream, "soon", Now.AddTicks(1))], await journal.ReadDueTimersAsync(Now.AddSeconds(9), 1, None));
    }

    [Fact]
    public async Task A_fired_timer_goes_with_the_events_it_caused_and_fires_once()
    {
        var journal = await OpenAsync();
        var timer = new StreamTimer(Stream, "t", Now);
        await journal.AppendAsync(new StreamAppend(Stream, 0, [Event("a")]) { Timers = [new TimerChange("t", Now)] }, None);
        var fired = new StreamAppend(Stream, 1, [Event("b")]) { Fired = [timer], Timers = [new TimerChange("t", Now.AddSeconds(1))] };
        Assert.Equal(AppendStatus.Appended, await journal.AppendAsync(fired, None));
        Assert.Equal([timer with { DueAt = Now.AddSeconds(1) }], await journal.ReadDueTimersAsync(Now.AddSeconds(9), 10, None));
        Assert.Equal(AppendStatus.Conflict, await journal.AppendAsync(fired with { ExpectedVersion = 2 }, None));
        await journal.RemoveTimerAsync(timer, None);
        Assert.Single(await journal.ReadDueTimersAsync(Now.AddSeconds(9), 10, None));
        await journal.RemoveTimerAsync(timer with { DueAt = Now.AddSeconds(1) }, None);
        await journal.RemoveTimerAsync(timer with { DueAt = Now.AddSeconds(1) }, None);
        Assert.Empty(await journal.ReadDueTimersAsync(Now.AddSeconds(9), 10, None));
    }

    [Fact]
    public async Task All_events_can_be_read_page_by_page()
    {
        var journal = await OpenAsync();
        await Append(journal, 0, "a", "b");
        await journal.AppendAsync(new StreamAppend(Stream with { Id = "two" }, 0, [Event("c")]), None);
        var first = await journal.ReadAllAsync(0, 2, None);
        var second = await journal.ReadAllAsync(first[^1].Position, 2, None);
        Assert.Equal([(1, "one", 1, "a"), (2, "one", 2, "b"), (3, "two", 1, "c")], first.Concat(second).Select(e => (e.Position, e.Stream.Id, e.Version, Text(e.Event))));
        Assert.Empty(await journal.ReadAllAsync(3, 2, None));
    }

    [Fact]
    public async Task Reading_all_beside_eight_writers_misses_nothing()
    {
        const int Writers = 8;
        const int Each = 25;
        var journal = await OpenAsync();
        var other = await OpenAsync();
        var writers = Enumerable.Range(0, Writers).Select(w => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
            {
                Assert.Equal(AppendStatus.Appended, await (w % 2 == 0 ? journal : other).AppendAsync(new StreamAppend(Stream with { Id = $"w{w}" }, i, [Event($"{i}")]), None));
            }
        })).ToList();
        var seen = new List<JournalEvent>();
        while (seen.Count < Writers * Each)
        {
            Assert.DoesNotContain(writers, w => w.IsFaulted);
            seen.AddRange(await journal.ReadAllAsync(seen.Count == 0 ? 0 : seen[^1].Position, 7, None));
        }

        await Task.WhenAll(writers);
        Assert.Equal(Enumerable.Range(1, Writers * Each).Select(i => (long)i), seen.Select(e => e.Position));
        Assert.All(seen.GroupBy(e => e.Stream), g => Assert.Equal(Enumerable.Range(1, Each).Select(i => (long)i), g.Select(e => e.Version)));
        Assert.True((await journal.Audit.VerifyAsync("t", null, None)).IsIntact);
    }

    [Fact]
    public async Task Two_journals_on_one_database_see_each_other()
    {
        var (first, second) = (await OpenAsync(), await OpenAsync());
        Assert.Equal(AppendStatus.Appended, await Append(first, 0, "a"));
        Assert.Equal(AppendStatus.Conflict, await Append(second, 0, "b"));
        Assert.Equal(AppendStatus.Appended, await Append(second, 1, "b"));
        Assert.Equal(["a", "b"], (await first.ReadAsync(Stream, 0, None)).Events.Select(e => Text(e.Event)));
        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => Append(i % 2 == 0 ? first : second, 2, $"{i}").AsTask())));
        Assert.Equal(1, results.Count(r => r == AppendStatus.Appended));
        Assert.Equal(15, results.Count(r => r == AppendStatus.Conflict));
    }

    [Fact]
    public async Task What_was_appended_is_there_after_reopening()
    {
        var journal = await OpenAsync();
        await journal.AppendAsync(new StreamAppend(Stream, 0, [Event("a"), Event("b")]) { Timers = [new TimerChange("t", Now)], Snapshot = new SnapshotData(1, "s/1", "one"u8.ToArray()) }, None);
        await journal.MarkReactedAsync(Stream, 1, None);
        await journal.DisposeAsync();
        var again = await OpenAsync();
        var slice = await again.LoadAsync(Stream, None);
        Assert.Equal((1, 2, 1), Shape(slice));
        Assert.Equal(1, slice.Snapshot!.Version);
        Assert.Single(await again.ReadDueTimersAsync(Now, 10, None));
    }

    [Fact]
    public async Task Events_of_one_stream_are_read_with_their_places_among_all()
    {
        var journal = await OpenAsync();
        await Append(journal, 0, "a");
        await journal.AppendAsync(new StreamAppend(Stream with { Tenant = "u" }, 0, [Event("b")]), None);
        await Append(journal, 1, "c", "d");
        var all = (await journal.ReadAllAsync(0, 10, None)).Where(e => e.Stream == Stream).ToList();
        Assert.Equal([(1, 1), (3, 2), (4, 3)], all.Select(e => (e.Position, e.Version)));
        var read = await journal.ReadAllAsync(Stream, 0, 10, None);
        Assert.Equal(all.Select(e => (e.Position, e.Stream, e.Version, Text(e.Event))), read.Select(e => (e.Position, e.Stream, e.Version, Text(e.Event))));
        Assert.Equal([3], (await journal.ReadAllAsync(Stream, 1, 1, None)).Select(e => e.Position));
        Assert.Empty(await journal.ReadAllAsync(Stream, 4, 10, None));
        Assert.Empty(await journal.ReadAllAsync(Stream with { Id = "none" }, 0, 10, None));
    }

    [Fact]
    public async Task Appends_that_share_a_commit_fail_alone()
    {
        var journal = await OpenAsync();
        await Append(journal, 0, "a");
        var streams = Enumerable.Range(0, 40).Select(i => Stream with { Tenant = $"t{i % 3}", Id = $"s{i}" }).ToList();
        var appends = streams.Select(s => new StreamAppend(s, 0, [Event("x"), Event("y")])).Append(new StreamAppend(Stream, 0, [Event("z")]));
        var results = await Task.WhenAll(appends.Select(a => Task.Run(() => journal.AppendAsync(a, None).AsTask())));
        Assert.Equal(Enumerable.Repeat(AppendStatus.Appended, 40).Append(AppendStatus.Conflict), results);
        foreach (var stream in streams)
        {
            Assert.Equal(2, (await journal.ReadAsync(stream, 0, None)).Events.Count);
        }

        Assert.Equal(81, (await journal.ReadAllAsync(0, 1_000, None)).Count);
        foreach (var tenant in (string[])["t", "t0", "t1", "t2"])
        {
            Assert.True((await journal.Audit.VerifyAsync(tenant, null, None)).IsIntact);
        }
    }

    [Fact]
    public async Task Dead_letters_are_kept_until_resolved()
    {
        var journal = await OpenAsync();
        await Append(journal, 0, "a");
        var letter = new DeadLetter(Stream, 1, 2, "{}", "no answer", 3, Now);
        await journal.RecordDeadLetterAsync(letter, None);
        await journal.RecordDeadLetterAsync(letter with { Index = 0 }, None);
        await journal.RecordDeadLetterAsync(letter with { Cause = "refused", Tries = 4 }, None);
        Assert.Equal([letter with { Index = 0 }, letter with { Cause = "refused", Tries = 4 }], await journal.ReadDeadLettersAsync("t", null, 10, None));
        Assert.Equal([2], (await journal.ReadDeadLettersAsync(null, letter with { Index = 0 }, 10, None)).Select(l => l.Index));
        Assert.Empty(await journal.ReadDeadLettersAsync("u", null, 10, None));
        Assert.True(await journal.ResolveDeadLetterAsync(Stream, 1, 2, None));
        Assert.False(await journal.ResolveDeadLetterAsync(Stream, 1, 2, None));
        Assert.Single(await journal.ReadDeadLettersAsync(null, null, 10, None));
    }

    private static (int Events, long Version, long Reacted) Shape(StreamSlice slice) => (slice.Events.Count, slice.Version, slice.ReactedVersion);
}
