using Synapse.Conformance.Engine;
using Synapse.Conformance.Journal;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Core.Signals;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;
using Synapse.Storage;

namespace Synapse.Runtime.Tests.Engine;

public sealed class EmbeddedEngineTests
{
    private readonly MemoryJournal _journal = new();

    [Fact]
    public async Task A_review_that_ended_leaves_no_timer_of_the_clock_behind()
    {
        using var world = new EngineWorld(_journal);
        await world.Send(new ReviewCommand.Request(EngineHost.Request, EngineHost.Plan("a")));
        await EngineWorld.Until(() => world.Time.Timers == 2);
        await world.Send(new ReviewCommand.Report(EngineHost.Report("a")));
        await EngineWorld.Until(() => world.Signals.Any(s => s.Signal.Type == SignalTypes.ReviewSummarised));
        Assert.Equal(0, world.Time.Timers);
    }

    [Fact]
    public async Task Effects_that_a_crash_kept_from_running_run_at_recovery()
    {
        var stuck = new StuckJournal(_journal);
        using (var first = new EngineWorld(stuck))
        {
            await first.Send(new ReviewCommand.Request(EngineHost.Request, EngineHost.Plan("a")));
            await EngineWorld.Until(() => stuck.Marks > 0);
        }

        using var second = new EngineWorld(_journal);
        await second.Engine.RecoverAsync(CancellationToken.None);
        Assert.Equal(["a"], second.Work);
        Assert.Empty(await _journal.ReadBehindAsync(null, 10, CancellationToken.None));
    }

    [Fact]
    public async Task Two_engines_on_one_journal_lose_nothing_and_decide_once()
    {
        using var first = new EngineWorld(_journal);
        using var second = new EngineWorld(_journal);
        var request = new ReviewCommand.Request(EngineHost.Request, EngineHost.Plan("a", "b", "c"));
        await Task.WhenAll(first.Send(request), second.Send(request));
        await Task.WhenAll(
            first.Send(new ReviewCommand.Report(EngineHost.Report("a"))),
            second.Send(new ReviewCommand.Report(EngineHost.Report("a"))),
            second.Send(new ReviewCommand.Report(EngineHost.Report("b"))));
        Assert.NotNull((await first.Send(new ReviewCommand.Report(EngineHost.Report("c")))).Reply!.Verdict);
        var types = (await _journal.ReadAsync(EngineHost.Id, 0, CancellationToken.None)).Events.Select(e => e.Event.Type).ToList();
        Assert.Single(types, "review.summarised/1");
        Assert.Equal(3, types.Count(t => t == "review.result/1"));
    }

    [Fact]
    public async Task An_event_of_a_newer_version_is_a_clear_error()
    {
        await _journal.AppendAsync(new StreamAppend(EngineHost.Id, 0, [new EventData("review.teleported/1", "{}"u8.ToArray(), default, "", "")]), CancellationToken.None);
        using var world = new EngineWorld(_journal);
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => world.Send(new ReviewCommand.Observe()));
        Assert.Contains("review.teleported/1", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Never learns that effects have run, as after a crash right before that.</summary>
    private sealed class StuckJournal(IJournal inner) : PassingJournal(inner)
    {
        public int Marks { get; private set; }

        public override ValueTask MarkReactedAsync(AggregateId stream, long version, CancellationToken cancellationToken)
        {
            Marks++;
            throw new IOException("gone");
        }
    }
}
