using System.Collections.Concurrent;
using Synapse.Core.Reviews;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Reviews;
using Synapse.Storage;

namespace Synapse.KillTest.Tests;

/// <summary>A check that finds nothing wrong is worth something only if it finds what is.</summary>
public sealed class JournalCheckTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly MemoryJournal _journal = new();
    private readonly Witness _witness = new();

    [Fact]
    public async Task A_journal_that_is_as_it_must_be_passes()
    {
        await RunAsync();
        var check = await JournalCheck.RunAsync(_journal, _witness);
        Assert.Empty(check.Violations);
        Assert.Equal(3, check.Verdicts);
    }

    [Fact]
    public async Task A_second_verdict_is_found()
    {
        await RunAsync();
        var last = (await _journal.ReadAsync(KillReviews.IdOf("r1"), 0, None)).Events[^1];
        Assert.Equal("review.summarised/1", last.Event.Type);
        await AppendAsync("r1", a => a with { Events = [last.Event] });
        await FindsAsync("r1 has 2 verdicts");
    }

    [Fact]
    public async Task A_second_report_of_a_specialist_is_found()
    {
        await RunAsync();
        var report = (await _journal.ReadAsync(KillReviews.IdOf("r1"), 3, None)).Events[0];
        await AppendAsync("r1", a => a with { Events = [report.Event] });
        await FindsAsync("r1 has 2 reports");
    }

    [Fact]
    public async Task A_review_that_was_accepted_and_is_lost_is_found()
    {
        await RunAsync();
        _witness.Requested.Add("r9");
        _witness.Take("accepted r9");
        await FindsAsync("r9 was accepted and is lost");
    }

    [Fact]
    public async Task A_review_that_is_there_in_part_is_found()
    {
        await RunAsync();
        var events = (await _journal.ReadAsync(KillReviews.IdOf("r1"), 0, None)).Events;
        _witness.Requested.Add("r9");
        await AppendAsync("r9", a => a with { Events = [events[0].Event, events[1].Event] });
        await FindsAsync("r9 is there in part");
    }

    [Fact]
    public async Task A_review_that_nobody_asked_for_is_found()
    {
        await RunAsync();
        _witness.Requested.Remove("r2");
        await FindsAsync("r2 was never asked for");
    }

    [Fact]
    public async Task A_specialist_that_was_started_after_its_report_is_found()
    {
        await RunAsync();
        var version = (await _journal.ReadAsync(KillReviews.IdOf("r1"), 0, None)).Version;
        _witness.Take($"start r1 security {version}");
        await FindsAsync($"r1: security was started at version {version}");
    }

    [Fact]
    public async Task A_signal_that_never_came_is_found()
    {
        await RunAsync();
        _witness.Signals.Remove(_witness.Signals.First(s => s.Key.StartsWith("kill/review/r3@", StringComparison.Ordinal) && s.Value.Type == "review.summarised").Key);
        await FindsAsync("r3 was summarised to the outside 0 times");
    }

    [Fact]
    public async Task A_signal_that_nothing_asks_for_is_found()
    {
        await RunAsync();
        _witness.Take("signal kill/review/r3@99.0 review.summarised");
        await FindsAsync("signal kill/review/r3@99.0 was sent and nothing in the journal asks for it");
    }

    [Fact]
    public void An_effect_that_was_two_things_is_found()
    {
        _witness.Take("signal kill/review/r1@1.0 review.requested");
        _witness.Take("signal kill/review/r1@1.0 review.summarised");
        Assert.Single(_witness.Problems);
    }

    [Fact]
    public async Task A_snapshot_that_is_not_what_the_events_say_is_found()
    {
        await RunAsync();
        await AppendAsync("r1", a => a with { Snapshot = new SnapshotData(a.ExpectedVersion, "review.state/1", new ReviewStateCodec().Encode(ReviewState.Empty)) });
        await FindsAsync("the snapshot of r1 is not what");
    }

    [Fact]
    public async Task Rows_that_are_not_what_the_events_say_are_found()
    {
        await RunAsync();
        await AppendAsync("r1", a => a with { ReplacesRows = true });
        await FindsAsync("the rows of r1 are not what");
    }

    [Fact]
    public async Task What_is_left_behind_is_found()
    {
        await RunAsync();
        await AppendAsync("r1", a => a with { Timers = [new TimerChange("deadline", DateTimeOffset.UnixEpoch)] });
        await _journal.RecordDeadLetterAsync(new DeadLetter(KillReviews.IdOf("r1"), 1, 0, "", "no", 1, default), None);
        await AppendAsync("r2", a => a with { Events = [new EventData("review.cancelled/1", new ReviewEventCodec().Encode(new ReviewEvent.Cancelled("", default)).Data, default, "", "")] });
        await FindsAsync("the timer deadline of r1 is left");
        await FindsAsync("a dead letter of kill/review/r1@1.0: no");
        await FindsAsync("r2 is behind");
    }

    private async Task FindsAsync(string violation) =>
        Assert.Contains((await JournalCheck.RunAsync(_journal, _witness)).Violations, v => v.Contains(violation, StringComparison.Ordinal));

    private async Task AppendAsync(string id, Func<StreamAppend, StreamAppend> change)
    {
        var stream = KillReviews.IdOf(id);
        var append = new StreamAppend(stream, (await _journal.ReadAsync(stream, 0, None)).Version, []);
        Assert.Equal(AppendStatus.Appended, await _journal.AppendAsync(change(append), None));
    }

    /// <summary>Three reviews from request to verdict.</summary>
    private async Task RunAsync()
    {
        var said = new ConcurrentQueue<string>();
        using var host = new ReviewHost(_journal, 1, 1, said.Enqueue);
        foreach (var id in (string[])["r1", "r2", "r3"])
        {
            _witness.Requested.Add(id);
            await host.RequestAsync(id);
        }

        Assert.True(await host.DrainAsync(TimeSpan.FromMinutes(1)));
        Assert.All(said, line => Assert.True(_witness.Take(line), line));
    }
}
