using Synapse.Conformance.Engine;
using Synapse.Conformance.Journal;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Core.Signals;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;
using Synapse.Storage;

namespace Synapse.Runtime.Tests.Engine;

/// <summary>What the engine makes of a journal that outlives it, answers late or not at all.</summary>
public sealed class DurabilityTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly EngineLimits Often = EngineLimits.Default with { SnapshotEvery = 2, EffectTries = 3, EffectBackoff = TimeSpan.Zero };

    private readonly MemoryJournal _journal = new();

    [Fact]
    public async Task An_aggregate_is_loaded_from_its_snapshot()
    {
        using (var first = new EngineWorld(_journal, Often))
        {
            await Run(first, "a", "b");
        }

        var snapshot = (await _journal.LoadAsync(EngineHost.Id, None)).Snapshot!;
        Assert.True(snapshot.Version >= 3);
        using var second = new EngineWorld(new SnapshotsOnly(_journal), Often);
        Assert.Equal(VerdictStatus.Complete, (await second.Send(new ReviewCommand.Report(EngineHost.Report("c")))).Reply!.Verdict!.Status);
    }

    [Fact]
    public async Task A_snapshot_of_an_unknown_schema_is_passed_over()
    {
        using (var first = new EngineWorld(_journal, Often))
        {
            await Run(first, "a");
        }

        var version = (await _journal.LoadAsync(EngineHost.Id, None)).Version;
        await _journal.AppendAsync(new StreamAppend(EngineHost.Id, version, []) { Snapshot = new SnapshotData(version, "review.state/0", "[]"u8.ToArray()) }, None);
        using var second = new EngineWorld(_journal, Often);
        await second.Send(new ReviewCommand.Report(EngineHost.Report("b")));
        Assert.Equal(VerdictStatus.Complete, (await second.Send(new ReviewCommand.Report(EngineHost.Report("c")))).Reply!.Verdict!.Status);
        Assert.Equal("review.state/4", (await _journal.LoadAsync(EngineHost.Id, None)).Snapshot!.Schema);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_commit_whose_outcome_was_not_heard_is_decided_once(bool isWritten)
    {
        using var world = new EngineWorld(new UnheardJournal(_journal, isWritten));
        Assert.NotNull((await world.Send(new ReviewCommand.Request(EngineHost.Request, EngineHost.Plan("a")))).Reply);
        await EngineWorld.Until(() => world.Work.Count == 1);
        Assert.NotNull((await world.Send(new ReviewCommand.Report(EngineHost.Report("a")))).Reply!.Verdict);
        Assert.Equal(["review.requested/1", "review.classified/1", "review.assigned/1", "review.result/1", "review.summarised/1"], await Types());
        await EngineWorld.Until(() => world.Signals.Count == 5);
        Assert.Equal(5, world.Signals.Select(s => s.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_timer_whose_process_is_gone_fires_late_and_once()
    {
        using (var first = new EngineWorld(_journal))
        {
            await first.Send(new ReviewCommand.Request(EngineHost.Request, EngineHost.Plan("slow")));
            await EngineWorld.Until(() => first.Work.Count == 1);
        }

        using var second = new EngineWorld(_journal);
        using var third = new EngineWorld(_journal);
        foreach (var world in (EngineWorld[])[second, third])
        {
            world.Time.Advance(TimeSpan.FromDays(40));
        }

        await Task.WhenAll(second.Engine.RecoverAsync(None), third.Engine.RecoverAsync(None));
        await EngineWorld.Until(() => _journal.ReadDueTimersAsync(DateTimeOffset.MaxValue, 10, None).Result.Count == 0);
        Assert.Single(await Types(), "review.specialist_timed_out/1");
        Assert.Single(await Types(), "review.summarised/1");
    }

    [Fact]
    public async Task Timers_are_committed_with_the_events_that_set_them()
    {
        using var world = new EngineWorld(_journal);
        await world.Send(new ReviewCommand.Request(EngineHost.Request, EngineHost.Plan("a")));
        Assert.Equal(["deadline/a", "deadline"], (await _journal.ReadDueTimersAsync(DateTimeOffset.MaxValue, 10, None)).Select(t => t.Name));
        await world.Send(new ReviewCommand.Report(EngineHost.Report("a")));
        Assert.Empty(await _journal.ReadDueTimersAsync(DateTimeOffset.MaxValue, 10, None));
    }

    [Fact]
    public async Task A_timer_that_asks_for_nothing_is_removed()
    {
        using var world = new EngineWorld(_journal);
        await Run(world, "a", "b", "c");
        var version = (await _journal.LoadAsync(EngineHost.Id, None)).Version;
        await _journal.AppendAsync(new StreamAppend(EngineHost.Id, version, []) { Timers = [new TimerChange("deadline", world.Time.GetUtcNow())] }, None);
        await world.Engine.RecoverAsync(None);
        await EngineWorld.Until(() => _journal.ReadDueTimersAsync(DateTimeOffset.MaxValue, 10, None).Result.Count == 0);
        Assert.Equal(version, (await _journal.LoadAsync(EngineHost.Id, None)).Version);
    }

    [Fact]
    public async Task A_poisoned_effect_becomes_a_dead_letter_and_holds_nothing_up()
    {
        using var world = new EngineWorld(_journal, Often) { Unpublishable = SignalTypes.ReviewClassified };
        await world.Send(new ReviewCommand.Request(EngineHost.Request, EngineHost.Plan("a")));
        await EngineWorld.Until(() => world.Work.Count == 1 && _journal.ReadBehindAsync(null, 10, None).Result.Count == 0);
        var letter = Assert.Single(await _journal.ReadDeadLettersAsync("t", null, 10, None));
        Assert.Equal((2, 0, 3, "IOException: nobody listens"), (letter.Version, letter.Index, letter.Tries, letter.Cause));

        Assert.False(await world.Engine.RetryAsync(letter));
        letter = Assert.Single(await _journal.ReadDeadLettersAsync("t", null, 10, None));
        Assert.Equal(6, letter.Tries);

        world.Unpublishable = "";
        Assert.True(await world.Engine.RetryAsync(letter));
        Assert.Empty(await _journal.ReadDeadLettersAsync("t", null, 10, None));
        Assert.Contains(world.Signals, s => s.Signal.Type == SignalTypes.ReviewClassified);
    }

    [Fact]
    public async Task Effects_that_were_not_marked_are_not_passed_over_by_a_later_commit()
    {
        var journal = new UnwritableLetters(_journal);
        using var world = new EngineWorld(journal, Often) { Unpublishable = SignalTypes.ReviewClassified };
        await world.Send(new ReviewCommand.Request(EngineHost.Request, EngineHost.Plan("a", "b")));
        await EngineWorld.Until(() => journal.Refused > 0);
        Assert.Empty(world.Work);
        world.Unpublishable = "";
        await world.Send(new ReviewCommand.Report(EngineHost.Report("a")));
        await EngineWorld.Until(() => _journal.ReadBehindAsync(null, 10, None).Result.Count == 0);
        Assert.Equal(["b"], world.Work);
    }

    [Fact]
    public async Task Work_whose_result_is_recorded_is_not_handed_out_again()
    {
        using (var first = new EngineWorld(new DeafJournal(_journal)))
        {
            await Run(first, "a");
            await EngineWorld.Until(() => first.Work.Count == 3);
        }

        using var second = new EngineWorld(_journal);
        await second.Engine.RecoverAsync(None);
        Assert.Equal(["b", "c"], second.Work);
    }

    [Fact]
    public async Task What_another_process_decided_is_seen_before_a_command_is_refused()
    {
        using var first = new EngineWorld(_journal);
        using var second = new EngineWorld(_journal);
        Assert.Equal(RefusalCode.NotFound, (await second.Send(new ReviewCommand.Observe())).Refusal!.Code);
        await first.Send(new ReviewCommand.Request(EngineHost.Request, EngineHost.Plan("a")));
        Assert.Equal(ReviewStatus.Running, (await second.Send(new ReviewCommand.Observe())).Reply!.Status);
    }

    [Fact]
    public async Task A_snapshot_records_that_the_effects_before_it_have_run()
    {
        using (var first = new EngineWorld(new DeafJournal(_journal), Often))
        {
            await Run(first, "a", "b");
            await EngineWorld.Until(() => first.Signals.Count >= 4);
        }

        var slice = await _journal.LoadAsync(EngineHost.Id, None);
        Assert.True(slice.ReactedVersion >= slice.Snapshot!.Version);
    }

    [Fact]
    public async Task Effects_that_were_left_behind_are_run_by_whoever_is_there()
    {
        using var second = new EngineWorld(_journal, Often);
        await second.Engine.RecoverAsync(None);
        using (var first = new EngineWorld(new DeafJournal(_journal)))
        {
            await first.Send(new ReviewCommand.Request(EngineHost.Request, EngineHost.Plan("a")));
            await EngineWorld.Until(() => first.Work.Count == 1);
        }

        await EngineWorld.Until(() =>
        {
            second.Time.Advance(TimeSpan.FromSeconds(1));
            return _journal.ReadBehindAsync(null, 10, None).Result.Count == 0;
        });
        Assert.Contains(second.Signals, s => s.Signal.Type == SignalTypes.ReviewRequested);
    }

    [Fact]
    public async Task Old_events_of_a_kind_that_may_be_compacted_go_with_the_snapshot()
    {
        var journal = new MemoryJournal(new JournalPolicy(["review"]));
        using var world = new EngineWorld(journal, Often) { Unpublishable = SignalTypes.ReviewClassified };
        await Run(world, "a", "b");
        var slice = await journal.LoadAsync(EngineHost.Id, None);
        await EngineWorld.Until(() => journal.ReadAsync(EngineHost.Id, 0, None).Result.Events[0].Version == slice.Snapshot!.Version + 1);

        // What could not be done is tried again all the same.
        world.Unpublishable = "";
        Assert.True(await world.Engine.RetryAsync(Assert.Single(await journal.ReadDeadLettersAsync("t", null, 10, None))));
        Assert.Contains(world.Signals, s => s.Signal.Type == SignalTypes.ReviewClassified);
        Assert.Equal(VerdictStatus.Complete, (await world.Send(new ReviewCommand.Report(EngineHost.Report("c")))).Reply!.Verdict!.Status);
    }

    [Fact]
    public async Task Large_events_are_followed_by_a_snapshot_before_there_are_many()
    {
        using var world = new EngineWorld(_journal, EngineLimits.Default with { SnapshotBytes = 1 });
        await Run(world, "a");
        Assert.Equal(3, (await _journal.LoadAsync(EngineHost.Id, None)).Snapshot!.Version);
    }

    [Fact]
    public async Task Idle_aggregates_leave_memory_and_come_back()
    {
        using var world = new EngineWorld(_journal, EngineLimits.Default with { MaxActive = 0, TimerPoll = TimeSpan.FromMilliseconds(1) });
        await world.Engine.RecoverAsync(None);
        await world.Send(new ReviewCommand.Request(EngineHost.Request, EngineHost.Plan("a")));
        await EngineWorld.Until(() => world.Work.Count == 1);
        await EngineWorld.Until(() =>
        {
            world.Time.Advance(TimeSpan.FromMilliseconds(1));
            return world.Engine.ActiveCount == 0;
        });
        Assert.Equal(VerdictStatus.Complete, (await world.Send(new ReviewCommand.Report(EngineHost.Report("a")))).Reply!.Verdict!.Status);
    }

    [Fact]
    public async Task One_stream_that_cannot_be_recovered_does_not_keep_the_others_back()
    {
        await _journal.AppendAsync(new StreamAppend(EngineHost.Id with { Id = "broken" }, 0, [new EventData("review.teleported/1", "{}"u8.ToArray(), default, "", "")]), None);
        using (var first = new EngineWorld(new DeafJournal(_journal)))
        {
            await first.Send(new ReviewCommand.Request(EngineHost.Request, EngineHost.Plan("a")));
            await EngineWorld.Until(() => first.Work.Count == 1);
        }

        using var second = new EngineWorld(_journal);
        var error = await Assert.ThrowsAsync<AggregateException>(() => second.Engine.RecoverAsync(None));
        Assert.Contains("t/review/broken", error.Message, StringComparison.Ordinal);
        Assert.Equal(["a"], second.Work);
    }

    private static async Task Run(EngineWorld world, params string[] reported)
    {
        await world.Send(new ReviewCommand.Request(EngineHost.Request, EngineHost.Plan("a", "b", "c")));
        foreach (var specialist in reported)
        {
            await world.Send(new ReviewCommand.Report(EngineHost.Report(specialist)));
        }
    }

    private async Task<IReadOnlyList<string>> Types() => [.. (await _journal.ReadAsync(EngineHost.Id, 0, None)).Events.Select(e => e.Event.Type)];

    /// <summary>Has forgotten everything before the snapshot.</summary>
    private sealed class SnapshotsOnly(IJournal inner) : PassingJournal(inner)
    {
        public override ValueTask<StreamSlice> ReadAsync(AggregateId stream, long afterVersion, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("the events before the snapshot were asked for");
    }

    /// <summary>Loses the answer of the first try of every append.</summary>
    private sealed class UnheardJournal(IJournal inner, bool isWritten) : PassingJournal(inner)
    {
        private bool _isAnswered = true;

        public override async ValueTask<AppendStatus> AppendAsync(StreamAppend append, CancellationToken cancellationToken)
        {
            _isAnswered = !_isAnswered;
            if (_isAnswered)
            {
                return await base.AppendAsync(append, cancellationToken);
            }

            if (isWritten)
            {
                await base.AppendAsync(append, cancellationToken);
                _isAnswered = true;
            }

            return AppendStatus.Unknown;
        }
    }

    /// <summary>Cannot write dead letters, as when the database goes away between a commit and its effects.</summary>
    private sealed class UnwritableLetters(IJournal inner) : PassingJournal(inner)
    {
        public int Refused { get; private set; }

        public override ValueTask RecordDeadLetterAsync(DeadLetter letter, CancellationToken cancellationToken)
        {
            Refused++;
            throw new IOException("gone");
        }
    }

    /// <summary>Does not hear which effects have run.</summary>
    private sealed class DeafJournal(IJournal inner) : PassingJournal(inner)
    {
        public override ValueTask MarkReactedAsync(AggregateId stream, long version, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
