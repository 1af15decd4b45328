using System.Text.Json;
using Synapse.Core.Findings;
using Synapse.Core.Reviews;
using Synapse.Runtime;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Reviews;

namespace Synapse.Storage.Tests;

/// <summary>What every store must do with the rows of the read models; each provider inherits it.</summary>
public abstract class ViewConformance : JournalScene
{
    private static readonly string[] Ended = ["complete", "partial", "failed", "cancelled"];

    [Fact]
    public async Task Whoever_got_an_answer_finds_what_it_changed()
    {
        var journal = await OpenAsync();
        using var scene = new ReviewScene(journal);
        Assert.Null(await journal.Reviews.FindAsync("t", "r", None));
        await scene.RequestAsync(ReviewScene.Id("r"), "Title", specialists: ["security", "style"]);
        var running = (await journal.Reviews.FindAsync("t", "r", None))!;
        Assert.Equal((ReviewStanding.Running, "Title", "ann", 2), (running.Review.Standing, running.Review.Title, running.Review.Author, running.Review.Files));
        Assert.Equal(ReviewScene.Morning, running.Review.RequestedAt);
        Assert.Empty(running.Findings);
        await scene.SendAsync(ReviewScene.Id("r"), new ReviewCommand.Report(ReviewScene.Report("security", [ReviewScene.Finding("sql", Severity.High)], 7)));
        Assert.Equal(running, await journal.Reviews.FindAsync("t", "r", None));
        await scene.SendAsync(ReviewScene.Id("r"), new ReviewCommand.Report(ReviewScene.Report("style", [])));
        var ended = (await journal.Reviews.FindAsync("t", "r", None))!;
        Assert.Equal((ReviewStanding.Complete, Severity.High, 1, 7), (ended.Review.Standing, ended.Review.Severity, ended.Review.Findings.High, ended.Review.CostMicroCredits));
        Assert.Equal(["sql"], ended.Findings.Select(f => f.RuleId));
        Assert.Equal("fix sql", ReviewView.Read(ended.Findings[0]).Recommendation);
    }

    [Fact]
    public async Task A_review_looks_as_its_events_say_however_it_ended()
    {
        var journal = await OpenAsync();
        using var scene = new ReviewScene(journal);
        await scene.RunAllAsync();
        foreach (var id in Ended.Append("running"))
        {
            Assert.Equal(await ReviewScene.FoldAsync(journal, ReviewScene.Id(id)), await journal.Reviews.FindAsync("t", id, None));
        }

        var views = new Dictionary<string, ReviewView>();
        foreach (var id in Ended)
        {
            views[id] = (await journal.Reviews.FindAsync("t", id, None))!;
        }

        Assert.Equal([ReviewStanding.Complete, ReviewStanding.Partial, ReviewStanding.Failed, ReviewStanding.Cancelled], Ended.Select(e => views[e].Review.Standing));
        var complete = views["complete"];
        Assert.Equal(new FindingCounts(3, 1, 1, 1, 0), complete.Review.Findings);
        Assert.Equal((1, 75, 1234), (complete.Review.Suppressed, complete.Review.CostMicroCredits, complete.Review.DurationMilliseconds));
        Assert.Equal(ReviewScene.Morning + TimeSpan.FromMilliseconds(1234.5678), complete.Review.EndedAt);
        Assert.Equal(["eval", "sql", "perf.loop", "old"], complete.Findings.Select(f => f.RuleId));
        Assert.Equal("baseline", complete.Findings[3].Suppression);
        Assert.Equal("zero \uFFFD, lone \uFFFD, pair \ud83d\ude00, control \u0001, right-to-left \u202e", complete.Findings[1].Message);
        Assert.Contains('\0', ReviewView.Read(complete.Findings[1]).Message);
        Assert.Equal([("style", "src/b.cs", CoverageStatus.Skipped, "no rules")], complete.Gaps.Select(g => (g.Specialist, g.Path, g.Status, g.Reason)));
        Assert.Equal([new CoverageCounts(2, 0, 0, 0, 0), new CoverageCounts(1, 1, 0, 0, 0)], complete.Specialists.Select(s => s.Coverage));

        Assert.Equal([SpecialistOutcome.Reported, SpecialistOutcome.TimedOut], views["partial"].Specialists.Select(s => s.Outcome));
        Assert.Equal([CoverageStatus.TimedOut, CoverageStatus.TimedOut, CoverageStatus.Clipped], views["partial"].Gaps.Select(g => g.Status));
        Assert.Contains("'slow' did not answer", views["partial"].Review.Remarks, StringComparison.Ordinal);
        Assert.Equal("it crashed \uFFFD", views["failed"].Specialists[0].Cause);
        var cancelled = views["cancelled"];
        Assert.Equal(("not needed", 9, 1000), (cancelled.Review.Remarks, cancelled.Review.CostMicroCredits, cancelled.Review.DurationMilliseconds));
        Assert.Equal(["security"], cancelled.Specialists.Select(s => s.Specialist));
        Assert.Empty(cancelled.Findings);
    }

    [Fact]
    public async Task Of_appends_of_one_stream_that_share_a_commit_the_later_ones_rows_stay()
    {
        var journal = await OpenAsync();
        var rows = await SampleAsync(journal);
        var review = rows.OfType<ReviewRow>().Single();

        // Whatever waits while the first commit runs shares the next one.
        var first = journal.AppendAsync(new StreamAppend(Stream, 0, [Event("a")]), None).AsTask();
        var more = Task.WhenAll(
            journal.AppendAsync(new StreamAppend(Stream, 1, [Event("b")]) { Rows = [.. rows.Where(r => r != review)] }, None).AsTask(),
            journal.AppendAsync(new StreamAppend(Stream, 2, [Event("c")]) { Rows = [review], ReplacesRows = true }, None).AsTask(),
            journal.AppendAsync(new StreamAppend(Stream, 9, [Event("d")]) { Rows = [review with { Title = "refused" }], ReplacesRows = true }, None).AsTask());
        Assert.Equal(AppendStatus.Appended, await first);
        Assert.Equal([AppendStatus.Appended, AppendStatus.Appended, AppendStatus.Conflict], await more);
        Assert.Equal([review], await journal.Views.ReadAsync(Stream, None));
        var changed = Task.WhenAll(
            journal.AppendAsync(new StreamAppend(Stream, 3, [Event("e")]), None).AsTask(),
            journal.AppendAsync(new StreamAppend(Stream, 4, [Event("f")]) { Rows = [review with { Title = "first" }] }, None).AsTask(),
            journal.AppendAsync(new StreamAppend(Stream, 5, [Event("g")]) { Rows = [review with { Title = "second" }] }, None).AsTask());
        Assert.All(await changed, s => Assert.Equal(AppendStatus.Appended, s));
        Assert.Equal([review with { Title = "second" }], await journal.Views.ReadAsync(Stream, None));
    }

    [Fact]
    public async Task Rows_of_a_refused_append_are_not_written()
    {
        var journal = await OpenAsync();
        var rows = await SampleAsync(journal);
        Assert.Equal(AppendStatus.Conflict, await journal.AppendAsync(new StreamAppend(Stream, 1, [Event("a")]) { Rows = rows }, None));
        Assert.Empty(await journal.Views.ReadAsync(Stream, None));
        Assert.Equal(AppendStatus.Appended, await journal.AppendAsync(new StreamAppend(Stream, 0, [Event("a")]) { Rows = rows }, None));
        Assert.Equal(rows, await journal.Views.ReadAsync(Stream, None));
        Assert.Equal(AppendStatus.Conflict, await journal.AppendAsync(new StreamAppend(Stream, 2, []) { ReplacesRows = true }, None));
        Assert.Equal(rows, await journal.Views.ReadAsync(Stream, None));
    }

    [Fact]
    public async Task A_row_replaces_its_like_and_a_replacement_leaves_nothing_else()
    {
        var journal = await OpenAsync();
        var rows = await SampleAsync(journal);
        await journal.AppendAsync(new StreamAppend(Stream, 0, [Event("a")]) { Rows = rows }, None);
        var changed = rows.OfType<FindingRow>().First() with { Message = "other" };
        await journal.AppendAsync(new StreamAppend(Stream, 1, [Event("b")]) { Rows = [changed] }, None);
        Assert.Equal(rows.Select(r => r is FindingRow f && f.Ordinal == changed.Ordinal ? changed : r), await journal.Views.ReadAsync(Stream, None));
        await journal.AppendAsync(new StreamAppend(Stream, 2, []) { Rows = [changed], ReplacesRows = true }, None);
        Assert.Equal([changed], await journal.Views.ReadAsync(Stream, None));
        Assert.NotNull(await journal.Reviews.FindAsync("t", "complete", None));
        await journal.AppendAsync(new StreamAppend(Stream, 2, []) { ReplacesRows = true }, None);
        Assert.Empty(await journal.Views.ReadAsync(Stream, None));
    }

    [Fact]
    public async Task A_rebuild_gives_the_same_rows_and_puts_others_right()
    {
        var journal = await OpenAsync();
        using var scene = new ReviewScene(journal);
        await scene.RunAllAsync();
        var live = await DumpAsync(journal);
        Assert.Equal((6, 0), Counts(await new ViewRebuild(journal).HostAll().RunAsync(None)));
        Assert.Equal(live, await DumpAsync(journal));

        var (running, complete) = (ReviewScene.Id("running"), ReviewScene.Id("complete"));
        var view = (await journal.Reviews.FindAsync("t", "complete", None))!;
        await ReplaceAsync(journal, running, [view.Review with { Id = running }, .. view.Gaps]);
        await ReplaceAsync(journal, complete, []);
        Assert.NotEqual(live, await DumpAsync(journal));
        Assert.Equal((6, 2), Counts(await new ViewRebuild(journal).HostAll().RunAsync(None)));
        Assert.Equal(live, await DumpAsync(journal));

        foreach (var id in await journal.ReadStreamsAsync("review", null, "", null, 10, None))
        {
            await ReplaceAsync(journal, id, []);
        }

        Assert.Equal((6, 6), Counts(await new ViewRebuild(journal).HostAll().RunAsync(None)));
        Assert.Equal(live, await DumpAsync(journal));
    }

    [Fact]
    public async Task A_rebuild_runs_once_when_the_form_of_the_rows_is_another()
    {
        var journal = await OpenAsync();
        using var scene = new ReviewScene(journal);
        await scene.RequestAsync(ReviewScene.Id("r"));
        Assert.Equal((1, 0), Counts((await new ViewRebuild(journal).HostAll().RunIfOutdatedAsync(None))!));
        Assert.Null(await new ViewRebuild(journal).HostAll().RunIfOutdatedAsync(None));
        await journal.Views.WriteSchemaAsync("review", "review.view/0", None);
        Assert.NotNull(await new ViewRebuild(journal).HostAll().RunIfOutdatedAsync(None));
        Assert.Equal(new ReviewProjection().Schema, await journal.Views.ReadSchemaAsync("review", None));
    }

    [Fact]
    public async Task A_stream_that_cannot_be_read_does_not_keep_a_rebuild_from_the_others()
    {
        var journal = await OpenAsync();
        using var scene = new ReviewScene(journal);
        await scene.RequestAsync(ReviewScene.Id("r"));
        await ReplaceAsync(journal, ReviewScene.Id("r"), []);
        await journal.AppendAsync(new StreamAppend(Stream, 0, [Event("a")]), None);
        var result = await new ViewRebuild(journal).HostAll().RunAsync(None);
        Assert.Equal((2, 1), Counts(result));
        Assert.Contains("t/review/one", Assert.Single(result.Failures), StringComparison.Ordinal);
        Assert.NotNull(await journal.Reviews.FindAsync("t", "r", None));
    }

    [Fact]
    public async Task Rebuilding_beside_writers_leaves_what_the_events_say()
    {
        const int Each = 12;
        var (journal, other) = (await OpenAsync(), await OpenAsync());
        using var first = new ReviewScene(journal);
        using var second = new ReviewScene(other);
        var writers = Enumerable.Range(0, 8).Select(w => Task.Run(async () =>
        {
            var scene = w % 2 == 0 ? first : second;
            for (var i = 0; i < Each; i++)
            {
                var id = ReviewScene.Id($"w{w}-{i}", $"t{w % 3}");
                await scene.RequestAsync(id, specialists: ["security", "style"]);
                await scene.SendAsync(id, new ReviewCommand.Report(ReviewScene.Report("security", [ReviewScene.Finding("sql", Severity.High)], 1)));
                await scene.SendAsync(id, new ReviewCommand.Report(ReviewScene.Report("style", [], 2)));
            }
        })).ToList();
        var done = Task.WhenAll(writers);
        while (!done.IsCompleted)
        {
            Assert.Empty((await new ViewRebuild(other).HostAll().RunAsync(None)).Failures);
        }

        await done;
        var ids = await journal.ReadStreamsAsync("review", null, "", null, 1_000, None);
        Assert.Equal(8 * Each, ids.Count);
        foreach (var id in ids)
        {
            Assert.Equal(await ReviewScene.FoldAsync(journal, id), await journal.Reviews.FindAsync(id.Tenant, id.Id, None));
        }
    }

    [Fact]
    public async Task A_review_of_many_findings_and_gaps_is_stored_to_its_limit()
    {
        var journal = await OpenAsync();
        using var scene = new ReviewScene(journal);
        var id = ReviewScene.Id("large");
        await scene.RequestAsync(id);
        var coverage = Enumerable.Range(0, ReviewView.MaxGaps + 5).Select(i => ReviewScene.Cell($"f{i}", "security", i == 7 ? CoverageStatus.Clipped : CoverageStatus.Skipped, "no rules")).ToArray();
        var findings = Enumerable.Range(1, 2_000).Select(i => ReviewScene.Finding("sql", Severity.High, line: i)).ToArray();
        await scene.SendAsync(id, new ReviewCommand.Report(ReviewScene.Report("security", [.. findings], 0, coverage)));
        var view = (await journal.Reviews.FindAsync("t", "large", None))!;
        Assert.Equal((2_000, 2_000, ReviewView.MaxGaps), (view.Findings.Count, view.Review.Findings.High, view.Gaps.Count));
        Assert.Equal(new CoverageCounts(0, ReviewView.MaxGaps + 4, 1, 0, 0), view.Specialists[0].Coverage);
        Assert.Equal("f7", view.Gaps[0].Path);
        Assert.Equal(Enumerable.Range(1, 2_000), view.Findings.Select(f => f.StartLine));
    }

    [Fact]
    public async Task Streams_of_a_kind_are_found_by_tenant_and_start()
    {
        var journal = await OpenAsync();
        foreach (var (tenant, id) in ((string, string)[])[("t", "ab"), ("t", "abc"), ("t", "b"), ("u", "ab"), ("t", "Ab")])
        {
            await journal.AppendAsync(new StreamAppend(Stream with { Tenant = tenant, Id = id }, 0, [Event("a")]), None);
        }

        await journal.AppendAsync(new StreamAppend(Queue, 0, [Event("a")]), None);
        async Task<IEnumerable<string>> Found(string? tenant, string prefix, string? after = null, int limit = 10) =>
            (await journal.ReadStreamsAsync("review", tenant, prefix, after is null ? null : Stream with { Id = after }, limit, None)).Select(s => $"{s.Tenant}/{s.Id}");
        Assert.Equal(["t/Ab", "t/ab", "t/abc", "t/b", "u/ab"], await Found(null, ""));
        Assert.Equal(["t/ab", "t/abc"], await Found("t", "ab"));
        Assert.Equal(["t/ab", "t/abc", "u/ab"], await Found(null, "ab"));
        Assert.Equal(["t/abc", "t/b"], await Found(null, "", "ab", 2));
        Assert.Empty(await Found("t", "abcd"));
    }

    /// <summary>All rows of all reviews as text, in one order.</summary>
    internal static async Task<string> DumpAsync(IJournalStore journal)
    {
        var lines = new List<string>();
        foreach (var id in await journal.ReadStreamsAsync("review", null, "", null, IJournal.MaxPage, None))
        {
            lines.AddRange((await journal.Views.ReadAsync(id, None)).Select(r => $"{id} {r.GetType().Name} {JsonSerializer.Serialize(r, r.GetType())}"));
        }

        return string.Join('\n', lines);
    }

    private static (long, long) Counts(RebuildResult result) => (result.Streams, result.Differing);

    /// <summary>Rows of each type, under the id that <see cref="JournalScene.Stream"/> stands for.</summary>
    private static async Task<IReadOnlyList<ViewRow>> SampleAsync(IJournalStore journal)
    {
        using var scene = new ReviewScene(journal);
        await scene.RunAllAsync();
        return
        [
            .. (await journal.Views.ReadAsync(ReviewScene.Id("complete"), None)).Select(r => r switch
            {
                ReviewRow review => review with { Id = Stream },
                SpecialistRow specialist => specialist with { Review = Stream },
                FindingRow finding => finding with { Review = Stream },
                _ => r,
            }),
        ];
    }

    private static async Task ReplaceAsync(IJournalStore journal, Core.Kernel.AggregateId id, IReadOnlyList<ViewRow> rows) => Assert.Equal(
        AppendStatus.Appended,
        await journal.AppendAsync(new StreamAppend(id, (await journal.ReadAsync(id, 0, None)).Version, []) { Rows = rows, ReplacesRows = true }, None));
}
