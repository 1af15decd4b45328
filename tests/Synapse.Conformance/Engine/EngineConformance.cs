using Synapse.Conformance.Journal;
using Synapse.Core;
using Synapse.Core.Findings;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Core.Signals;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;
using Synapse.Storage;
using static Synapse.Conformance.Engine.EngineHost;

namespace Synapse.Conformance.Engine;

/// <summary>What every engine must do; each inherits it.</summary>
public abstract class EngineConformance
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly MemoryJournal _memory = new();
    private IJournal? _journal;

    /// <summary>The journal that the test's engines share.</summary>
    private IJournal Journal => _journal ??= Open(_memory);

    /// <summary>Puts something between the engines and the journal.</summary>
    protected virtual IJournal Open(IJournalStore memory) => memory;

    /// <summary>Starts an engine that hosts reviews; its clock begins at the same instant each time.</summary>
    protected abstract Task<EngineHost> StartAsync(IJournal journal, EngineLimits limits);

    [Fact]
    public async Task A_review_runs_from_request_to_verdict()
    {
        await using var host = await StartAsync();
        Assert.Equal(ReviewStatus.Running, (await host.Send(Requested("a", "b"))).Reply!.Status);
        await host.UntilAsync(() => host.Work.Count == 2);
        Assert.Null((await host.Send(Reported("a"))).Reply!.Verdict);
        var last = (await host.Send(Reported("b"))).Reply!;
        Assert.Equal((ReviewStatus.Summarised, VerdictStatus.Complete), (last.Status, last.Verdict!.Status));
        await host.UntilAsync(() => host.Signals.Any(s => s.Signal.Type == SignalTypes.ReviewSummarised));
        Assert.Equal(["a", "b"], host.Work.Order());
        Assert.Equal(6, host.Signals.Select(s => s.Id).Distinct().Count());
        Assert.Empty(await TimersAsync());
        Assert.Equal(last, (await host.Send(new ReviewCommand.Observe())).Reply);
    }

    [Fact]
    public async Task What_is_answered_is_in_the_journal()
    {
        await using var host = await StartAsync();
        await host.Send(Requested("a"));
        Assert.Equal(["review.requested/1", "review.classified/1", "review.assigned/1"], await TypesAsync());
        Assert.Equal(["deadline/a", "deadline"], (await TimersAsync()).Select(t => t.Name));
        await host.Send(Reported("a"));
        Assert.Equal("review.summarised/1", (await TypesAsync())[^1]);
        Assert.Empty(await TimersAsync());
    }

    [Fact]
    public async Task The_same_request_again_has_the_same_answer_and_another_one_is_a_conflict()
    {
        await using var host = await StartAsync();
        var first = await host.Send(Requested("a"));
        Assert.Equal(first, await host.Send(Requested("a")));
        var other = await host.Send(new ReviewCommand.Request(Request with { Title = "another" }, Plan("a")));
        Assert.Equal((null, RefusalCode.Conflict), (other.Reply, other.Refusal!.Code));
        Assert.Equal(3, (await TypesAsync()).Count);
        Assert.NotNull((await host.Send(Requested("a"), "r2")).Reply);
    }

    [Fact]
    public async Task A_review_that_was_never_requested_is_not_found()
    {
        await using var host = await StartAsync();
        foreach (var command in (ReviewCommand[])[new ReviewCommand.Observe(), Reported("a"), new ReviewCommand.Cancel("why"), new ReviewCommand.Resume(), new ReviewCommand.ReachDeadline(null)])
        {
            var answer = await host.Send(command);
            Assert.Equal((null, RefusalCode.NotFound), (answer.Reply, answer.Refusal!.Code));
        }

        Assert.Empty(await TypesAsync());
    }

    [Fact]
    public async Task A_command_that_breaks_a_rule_is_refused_with_its_code_and_changes_nothing()
    {
        await using var host = await StartAsync();
        var risky = new ReviewCommand.Request(Request with { RiskBasisPoints = 10_001 }, Plan("a"));
        Assert.Equal(RefusalCode.Invalid, (await host.Send(risky)).Refusal!.Code);
        await host.Send(Requested("a"));
        var finding = new Finding(
            "rule", "title", Category.Security, [], Severity.Low, new Confidence(1), new Location("a.cs", Side.New, 1, 1, 1, 1), "", "", null, [], new Fingerprint("p", "c"), "a");
        var large = Report("a") with { Findings = Enumerable.Repeat(finding, ReviewDecider.MaxFindingsPerReport + 1).ToValueList() };
        Assert.Equal(RefusalCode.TooLarge, (await host.Send(new ReviewCommand.Report(large))).Refusal!.Code);
        Assert.Equal(RefusalCode.Invalid, (await host.Send(Reported("stranger"))).Refusal!.Code);
        Assert.Equal(3, (await TypesAsync()).Count);
    }

    [Fact]
    public async Task Of_concurrent_duplicates_one_is_decided_and_all_are_answered()
    {
        await using var host = await StartAsync();
        var requests = await Duplicates(host, Requested("a", "b"));
        Assert.All(requests, r => Assert.Equal(ReviewStatus.Running, r.Reply!.Status));
        await Duplicates(host, Reported("a"));
        var last = await Duplicates(host, Reported("b"));
        Assert.All(last, r => Assert.Equal(last[0].Reply!.Verdict, r.Reply!.Verdict));
        Assert.Equal(
            ["review.requested/1", "review.classified/1", "review.assigned/1", "review.result/1", "review.result/1", "review.summarised/1"], await TypesAsync());
        await host.UntilAsync(() => host.Signals.Any(s => s.Signal.Type == SignalTypes.ReviewSummarised));
        Assert.Equal(["a", "b"], host.Work.Order());
    }

    [Fact]
    public async Task A_deadline_ends_the_review_and_a_later_report_is_kept()
    {
        await using var host = await StartAsync();
        await host.Send(Requested("quick", "slow"));
        await host.UntilAsync(() => host.Work.Count == 2);
        await host.Send(Reported("quick"));
        await host.AdvanceAsync(TimeSpan.FromSeconds(5));
        await host.UntilAsync(() => host.Signals.Any(s => s.Signal.Type == SignalTypes.ReviewSummarised));
        Assert.Equal(["slow"], host.Recalled);
        var verdict = (await host.Send(new ReviewCommand.Observe())).Reply!.Verdict!;
        Assert.Equal(VerdictStatus.Partial, verdict.Status);
        Assert.Equal(verdict, (await host.Send(Reported("slow"))).Reply!.Verdict);
        Assert.Equal("review.late_result/1", (await TypesAsync())[^1]);
        Assert.Single(await TypesAsync(), "review.summarised/1");
        Assert.Empty(await TimersAsync());
    }

    [Fact]
    public async Task A_cancelled_review_recalls_its_work_and_has_no_verdict()
    {
        await using var host = await StartAsync();
        await host.Send(Requested("a", "b"));
        await host.UntilAsync(() => host.Work.Count == 2);
        await host.Send(Reported("a"));
        var cancelled = await host.Send(new ReviewCommand.Cancel("closed"));
        Assert.Equal(new ReviewReply(ReviewStatus.Cancelled, null), cancelled.Reply);
        Assert.Equal(cancelled, await host.Send(new ReviewCommand.Cancel("closed again")));
        Assert.Equal(cancelled, await host.Send(Reported("b")));
        await host.UntilAsync(() => host.Signals.Any(s => s.Signal.Type == SignalTypes.ReviewCancelled));
        Assert.Equal(["b"], host.Recalled);
        Assert.Equal("review.cancelled/1", (await TypesAsync())[^1]);
        Assert.Empty(await TimersAsync());
    }

    [Fact]
    public async Task Effects_that_a_crash_kept_from_being_noted_run_again_under_the_same_ids()
    {
        List<string> ids;
        await using (var first = await StartAsync(new DeafJournal(Journal)))
        {
            await first.Send(Requested("a"));
            await first.UntilAsync(() => first.Work.Count == 1);
            ids = [.. first.Signals.Select(s => s.Id)];
        }

        await using var second = await StartAsync();
        await second.RecoverAsync();
        Assert.Equal(["a"], second.Work);
        Assert.Equal(ids, second.Signals.Select(s => s.Id));
        Assert.Empty(await Journal.ReadBehindAsync(null, 10, None));
    }

    [Fact]
    public async Task A_new_engine_goes_on_where_the_old_one_stopped()
    {
        await using (var first = await StartAsync())
        {
            await first.Send(Requested("a", "b"));
            await first.Send(Reported("a"));
            await first.UntilAsync(() => first.Work.Count == 2);
        }

        await using var second = await StartAsync();
        await second.RecoverAsync();
        await second.Send(new ReviewCommand.Resume());
        await second.UntilAsync(() => second.Work.Contains("b"));
        Assert.DoesNotContain("a", second.Work);
        Assert.Equal(VerdictStatus.Complete, (await second.Send(Reported("b"))).Reply!.Verdict!.Status);
        Assert.Single(await TypesAsync(), "review.summarised/1");
    }

    [Fact]
    public async Task A_deadline_that_passed_while_no_engine_ran_ends_the_review_at_the_next_start()
    {
        await using (var first = await StartAsync())
        {
            await first.Send(Requested("slow"));
            await first.UntilAsync(() => first.Work.Count == 1);
        }

        await using var second = await StartAsync();
        await second.AdvanceAsync(TimeSpan.FromDays(40));
        await second.RecoverAsync();
        await second.UntilAsync(() => second.Signals.Any(s => s.Signal.Type == SignalTypes.ReviewSummarised));
        Assert.Equal(VerdictStatus.Failed, (await second.Send(new ReviewCommand.Observe())).Reply!.Verdict!.Status);
        Assert.Empty(await TimersAsync());
    }

    [Fact]
    public async Task A_full_mailbox_refuses_and_says_when_to_come_back()
    {
        const int Sent = 50;
        const int Waiting = 4;
        const int Batch = 2;
        var gate = new TaskCompletionSource();
        await using var host = await StartAsync(new GatedJournal(Journal, gate.Task), new EngineLimits(Waiting, Batch, TimeSpan.FromMilliseconds(250)));
        var sent = Enumerable.Range(0, Sent).Select(_ => host.Post(Requested("a"), Id)).ToList();
        await host.UntilAsync(() => sent.Count(s => s.IsCompleted) >= Sent - Waiting - Batch);
        gate.SetResult();
        var answers = await host.DriveAsync(Task.WhenAll(sent));
        var refused = answers.Where(a => a.Refusal is not null).ToList();
        Assert.InRange(refused.Count, Sent - Waiting - Batch, Sent - 1);
        Assert.All(refused, a => Assert.Equal(RefusalCode.Overloaded, a.Refusal!.Code));
        Assert.Contains("250 ms", refused[0].Refusal!.Message, StringComparison.Ordinal);
        Assert.Equal(3, (await TypesAsync()).Count);
    }

    [Theory]
    [InlineData("t", "")]
    [InlineData("t", "a/b")]
    [InlineData("t", "..%2f")]
    [InlineData("t", "späti")]
    [InlineData("", "r1")]
    [InlineData("t/review", "r1")]
    [InlineData("t u", "r1")]
    public async Task An_id_that_could_reach_elsewhere_is_refused(string tenant, string id)
    {
        await using var host = await StartAsync();
        foreach (var command in (ReviewCommand[])[Requested("a"), new ReviewCommand.Observe()])
        {
            Assert.Equal(RefusalCode.Invalid, (await host.DriveAsync(host.Post(command, new AggregateId(tenant, "review", id)))).Refusal!.Code);
        }

        Assert.Empty(await Journal.ReadAllAsync(0, 10, None));
    }

    [Fact]
    public async Task A_review_is_not_found_under_another_tenant()
    {
        await using var host = await StartAsync();
        await host.Send(Requested("a"));
        var foreign = Id with { Tenant = "u" };
        Assert.Equal(RefusalCode.NotFound, (await host.DriveAsync(host.Post(new ReviewCommand.Observe(), foreign))).Refusal!.Code);
        Assert.Equal(RefusalCode.NotFound, (await host.DriveAsync(host.Post(Reported("a"), foreign))).Refusal!.Code);
        Assert.Equal(ReviewStatus.Running, (await host.Send(new ReviewCommand.Observe())).Reply!.Status);
    }

    private static ReviewCommand.Request Requested(params string[] specialists) => new(Request, Plan(specialists));

    private static ReviewCommand.Report Reported(string specialist) => new(EngineHost.Report(specialist));

    private Task<EngineHost> StartAsync(IJournal? journal = null) => StartAsync(journal ?? Journal, EngineLimits.Default);

    private static Task<Answer<ReviewReply>[]> Duplicates(EngineHost host, ReviewCommand command) =>
        host.DriveAsync(Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.Post(command, Id))));

    private async Task<IReadOnlyList<string>> TypesAsync() => [.. (await _memory.ReadAsync(Id, 0, None)).Events.Select(e => e.Event.Type)];

    private async Task<IReadOnlyList<StreamTimer>> TimersAsync() => await _memory.ReadDueTimersAsync(DateTimeOffset.MaxValue, 10, None);

    /// <summary>Does not hear which effects have run, as after a crash right before that.</summary>
    private sealed class DeafJournal(IJournal inner) : PassingJournal(inner)
    {
        public override ValueTask MarkReactedAsync(AggregateId stream, long version, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }

    private sealed class GatedJournal(IJournal inner, Task gate) : PassingJournal(inner)
    {
        public override async ValueTask<StreamSlice> LoadAsync(AggregateId stream, CancellationToken cancellationToken)
        {
            await gate;
            return await base.LoadAsync(stream, cancellationToken);
        }
    }
}
