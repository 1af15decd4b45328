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
    public async Task A_review_runs_from_request_to_verdict()
    {
        using var world = new EngineWorld(_journal);
        Assert.Equal(ReviewStatus.Running, (await world.Send(new ReviewCommand.Request(EngineWorld.Request, EngineWorld.Plan("a", "b")))).Reply!.Status);
        await EngineWorld.Until(() => world.Work.Count == 2);
        await world.Send(new ReviewCommand.Report(EngineWorld.Report("a")));
        var last = await world.Send(new ReviewCommand.Report(EngineWorld.Report("b")));
        Assert.Equal(VerdictStatus.Complete, last.Reply!.Verdict!.Status);
        await EngineWorld.Until(() => world.Signals.Any(s => s.Signal.Type == SignalTypes.ReviewSummarised));
        Assert.Equal(0, world.Time.Timers);
        Assert.Equal(world.Signals.Count, world.Signals.Select(s => s.Id).Distinct().Count());
    }

    [Fact]
    public async Task Nothing_is_answered_before_it_is_in_the_journal()
    {
        using var world = new EngineWorld(_journal);
        await world.Send(new ReviewCommand.Request(EngineWorld.Request, EngineWorld.Plan("a")));
        Assert.Equal(
            ["review.requested/1", "review.classified/1", "review.assigned/1"],
            (await _journal.ReadAsync(EngineWorld.Id, 0, CancellationToken.None)).Events.Select(e => e.Event.Type));
    }

    [Fact]
    public async Task A_deadline_fires_and_ends_the_review()
    {
        using var world = new EngineWorld(_journal);
        await world.Send(new ReviewCommand.Request(EngineWorld.Request, EngineWorld.Plan("slow")));
        await EngineWorld.Until(() => world.Time.Timers == 2);
        world.Time.Advance(TimeSpan.FromSeconds(5));
        await EngineWorld.Until(() => world.Signals.Any(s => s.Signal.Type == SignalTypes.ReviewSummarised));
        Assert.Equal(["slow"], world.Recalled);
        Assert.Equal(VerdictStatus.Failed, (await world.Send(new ReviewCommand.Observe())).Reply!.Verdict!.Status);
    }

    [Fact]
    public async Task A_new_engine_on_the_same_journal_goes_on_where_the_old_one_stopped()
    {
        using (var first = new EngineWorld(_journal))
        {
            await first.Send(new ReviewCommand.Request(EngineWorld.Request, EngineWorld.Plan("a", "b")));
            await first.Send(new ReviewCommand.Report(EngineWorld.Report("a")));
        }

        using var second = new EngineWorld(_journal);
        await second.Send(new ReviewCommand.Resume());
        await EngineWorld.Until(() => second.Work.Contains("b"));
        Assert.Equal(["b"], second.Work);
        Assert.Equal(VerdictStatus.Complete, (await second.Send(new ReviewCommand.Report(EngineWorld.Report("b")))).Reply!.Verdict!.Status);
    }

    [Fact]
    public async Task Effects_that_a_crash_kept_from_running_run_at_recovery()
    {
        var stuck = new StuckJournal(_journal);
        using (var first = new EngineWorld(stuck))
        {
            await first.Send(new ReviewCommand.Request(EngineWorld.Request, EngineWorld.Plan("a")));
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
        var request = new ReviewCommand.Request(EngineWorld.Request, EngineWorld.Plan("a", "b", "c"));
        await Task.WhenAll(first.Send(request), second.Send(request));
        await Task.WhenAll(
            first.Send(new ReviewCommand.Report(EngineWorld.Report("a"))),
            second.Send(new ReviewCommand.Report(EngineWorld.Report("a"))),
            second.Send(new ReviewCommand.Report(EngineWorld.Report("b"))));
        Assert.NotNull((await first.Send(new ReviewCommand.Report(EngineWorld.Report("c")))).Reply!.Verdict);
        var types = (await _journal.ReadAsync(EngineWorld.Id, 0, CancellationToken.None)).Events.Select(e => e.Event.Type).ToList();
        Assert.Single(types, "review.summarised/1");
        Assert.Equal(3, types.Count(t => t == "review.result/1"));
    }

    [Fact]
    public async Task A_full_mailbox_refuses_and_says_when_to_come_back()
    {
        var gate = new TaskCompletionSource();
        using var world = new EngineWorld(new SlowJournal(_journal, gate.Task), new EngineLimits(4, 2, TimeSpan.FromMilliseconds(250)));
        var sent = Enumerable.Range(0, 50).Select(_ => world.Send(new ReviewCommand.Request(EngineWorld.Request, EngineWorld.Plan("a")))).ToList();
        var refused = sent.Where(s => s.IsCompleted).Select(s => s.Result.Refusal!).ToList();
        Assert.True(refused.Count >= 50 - 4 - 2);
        Assert.All(refused, r => Assert.Equal(RefusalCode.Overloaded, r.Code));
        Assert.Contains("250 ms", refused[0].Message, StringComparison.Ordinal);
        gate.SetResult();
        Assert.Equal(50 - refused.Count, (await Task.WhenAll(sent)).Count(a => a.Reply is not null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("späti")]
    public async Task An_id_that_could_reach_elsewhere_is_refused(string id)
    {
        using var world = new EngineWorld(_journal);
        Assert.Equal(RefusalCode.Invalid, (await world.Send(new ReviewCommand.Observe(), id)).Refusal!.Code);
    }

    [Fact]
    public async Task An_event_of_a_newer_version_is_a_clear_error()
    {
        await _journal.AppendAsync(new StreamAppend(EngineWorld.Id, 0, [new EventData("review.teleported/1", "{}"u8.ToArray(), default, "", "")]), CancellationToken.None);
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

    private sealed class SlowJournal(IJournal inner, Task gate) : PassingJournal(inner)
    {
        public override async ValueTask<StreamSlice> LoadAsync(AggregateId stream, CancellationToken cancellationToken)
        {
            await gate;
            return await base.LoadAsync(stream, cancellationToken);
        }
    }
}
