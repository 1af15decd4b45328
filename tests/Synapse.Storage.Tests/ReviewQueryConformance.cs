using Synapse.Core.Findings;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Reviews;

namespace Synapse.Storage.Tests;

/// <summary>What can be asked about reviews, and what is refused; each provider inherits it.</summary>
public abstract class ReviewQueryConformance : JournalScene
{
    [Fact]
    public async Task Reviews_are_listed_newest_first()
    {
        var reviews = (await SceneAsync()).Reviews;
        Assert.Equal(["running", "failed", "cancelled", "partial", "complete"], await Ids(reviews));
        Assert.Equal(["running"], await Ids(reviews, tenant: "u"));
        Assert.Empty(await Ids(reviews, tenant: "nobody"));
    }

    [Theory]
    [InlineData(ReviewOrder.Severity, "complete,running,failed,cancelled,partial")]
    [InlineData(ReviewOrder.Duration, "partial,complete,cancelled,running,failed")]
    [InlineData(ReviewOrder.Cost, "complete,cancelled,partial,running,failed")]
    public async Task Reviews_are_listed_in_the_order_asked_for(ReviewOrder order, string expected) =>
        Assert.Equal(expected.Split(','), await Ids((await SceneAsync()).Reviews, order: order));

    [Fact]
    public async Task Every_filter_leaves_what_it_says()
    {
        var reviews = (await SceneAsync()).Reviews;
        async Task Finds(ReviewFilter filter, params string[] expected) => Assert.Equal(expected, await Ids(reviews, filter));
        await Finds(new ReviewFilter { Standing = ReviewStanding.Running }, "running");
        await Finds(new ReviewFilter { Standing = ReviewStanding.Cancelled }, "cancelled");
        await Finds(new ReviewFilter { MinSeverity = Severity.High }, "complete");
        await Finds(new ReviewFilter { Author = "bob" }, "failed", "partial");
        await Finds(new ReviewFilter { Author = "Bob" });
        await Finds(new ReviewFilter { Text = "\u00fcml\u00c4" }, "complete");
        await Finds(new ReviewFilter { Text = "'QUOTES'" }, "complete");
        await Finds(new ReviewFilter { Text = "%" });
        await Finds(new ReviewFilter { Text = "_" });
        await Finds(new ReviewFilter { Text = "\\" });
        await Finds(new ReviewFilter { HeadRevision = "he", BaseRevision = "base" }, "running", "failed", "cancelled", "partial", "complete");
        await Finds(new ReviewFilter { HeadRevision = "HE" });
        await Finds(new ReviewFilter { BaseRevision = "%" });
        var partial = ReviewScene.Morning + TimeSpan.FromMilliseconds(1234.5678);
        await Finds(new ReviewFilter { Until = partial }, "complete");
        await Finds(new ReviewFilter { Since = partial, Until = partial.AddTicks(1) }, "partial");
        await Finds(new ReviewFilter { Since = partial, Author = "ann", Text = "c" }, "cancelled");
    }

    [Theory]
    [InlineData(ReviewOrder.Requested)]
    [InlineData(ReviewOrder.Severity)]
    [InlineData(ReviewOrder.Duration)]
    [InlineData(ReviewOrder.Cost)]
    public async Task Pages_follow_each_other_without_gap_or_repetition(ReviewOrder order)
    {
        var journal = await SceneAsync();
        var all = await Ids(journal.Reviews, order: order);
        for (var limit = 1; limit <= all.Count; limit++)
        {
            var (paged, page) = (new List<string>(), new PageRequest(limit));
            do
            {
                var found = (await journal.Reviews.ListAsync("t", ReviewFilter.All, order, page, None)).Reply!;
                Assert.Equal(Math.Min(limit, all.Count - paged.Count), found.Items.Count);
                paged.AddRange(found.Items.Select(r => r.Id.Id));
                page = page with { After = found.Next };
            }
            while (page.After is not null);
            Assert.Equal(all, paged);
        }
    }

    [Fact]
    public async Task A_page_goes_on_where_it_ended_though_reviews_came_and_ended_meanwhile()
    {
        var journal = await OpenAsync();
        using var scene = new ReviewScene(journal);
        await scene.RunAllAsync();
        var first = (await journal.Reviews.ListAsync("t", ReviewFilter.All, ReviewOrder.Requested, new PageRequest(2), None)).Reply!;
        scene.Time.Now += TimeSpan.FromSeconds(1);
        await scene.RequestAsync(ReviewScene.Id("newest"));
        await scene.SendAsync(ReviewScene.Id("running"), new ReviewCommand.Cancel("enough"));
        var second = (await journal.Reviews.ListAsync("t", ReviewFilter.All, ReviewOrder.Requested, new PageRequest(2, first.Next), None)).Reply!;
        Assert.Equal(["cancelled", "partial"], second.Items.Select(r => r.Id.Id));
    }

    [Fact]
    public async Task A_cursor_of_another_question_or_a_broken_one_is_refused()
    {
        var reviews = (await SceneAsync()).Reviews;
        var filter = new ReviewFilter { Author = "ann" };
        var cursor = (await reviews.ListAsync("t", filter, ReviewOrder.Cost, new PageRequest(1), None)).Reply!.Next!;
        Assert.NotNull((await reviews.ListAsync("t", filter, ReviewOrder.Cost, new PageRequest(7, cursor), None)).Reply);
        async Task Refused(Task<Refusal?> refusal) => Assert.Equal(RefusalCode.Invalid, (await refusal)!.Code);
        async Task<Refusal?> List(string tenant, ReviewFilter f, ReviewOrder order, string after) => (await reviews.ListAsync(tenant, f, order, new PageRequest(1, after), None)).Refusal;
        await Refused(List("u", filter, ReviewOrder.Cost, cursor));
        await Refused(List("t", filter, ReviewOrder.Severity, cursor));
        await Refused(List("t", filter with { Author = "bob" }, ReviewOrder.Cost, cursor));
        await Refused(List("t", filter with { Author = null, Text = "ann" }, ReviewOrder.Cost, cursor));
        await Refused(List("t", filter with { Since = ReviewScene.Morning }, ReviewOrder.Cost, cursor));
        await Refused(Task.Run(async () => (await reviews.FindingsAsync("t", FindingFilter.All, new PageRequest(1, cursor), None)).Refusal));
        await Refused(Task.Run(async () => (await reviews.CostsAsync("t", CostFilter.All, new PageRequest(1, cursor), None)).Refusal));
        for (var i = 0; i < cursor.Length; i++)
        {
            await Refused(List("t", filter, ReviewOrder.Cost, cursor[..i]));
            await Refused(List("t", filter, ReviewOrder.Cost, cursor[..i] + (cursor[i] == 'A' ? 'w' : 'A') + cursor[(i + 1)..]));
        }

        foreach (var broken in (string[])["!", "\0", "\u00e4", "' OR 1 = 1", new string('A', 5_000), cursor + "AAAA", " " + cursor])
        {
            await Refused(List("t", filter, ReviewOrder.Cost, broken));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(PageRequest.MaxLimit + 1)]
    public async Task A_page_of_no_size_or_too_large_a_size_is_refused(int limit)
    {
        var reviews = (await OpenAsync()).Reviews;
        Assert.Contains("500", (await reviews.ListAsync("t", ReviewFilter.All, ReviewOrder.Cost, new PageRequest(limit), None)).Refusal!.Message, StringComparison.Ordinal);
        Assert.NotNull((await reviews.FindingsAsync("t", FindingFilter.All, new PageRequest(limit), None)).Refusal);
        Assert.NotNull((await reviews.CostsAsync("t", CostFilter.All, new PageRequest(limit), None)).Refusal);
    }

    [Theory]
    [InlineData('\0')]
    [InlineData('\ud800')]
    public async Task A_text_that_a_database_cannot_look_for_is_refused(char character)
    {
        var text = character.ToString();
        var reviews = (await SceneAsync()).Reviews;
        Assert.NotNull((await reviews.ListAsync("t", new ReviewFilter { Text = text }, ReviewOrder.Cost, new PageRequest(), None)).Refusal);
        Assert.NotNull((await reviews.ListAsync("t", new ReviewFilter { Author = new string('a', 501) }, ReviewOrder.Cost, new PageRequest(), None)).Refusal);
        Assert.NotNull((await reviews.FindingsAsync("t", new FindingFilter { PathPrefix = text }, new PageRequest(), None)).Refusal);
        Assert.NotNull((await reviews.CostsAsync("t", new CostFilter { Specialist = text }, new PageRequest(), None)).Refusal);
    }

    [Fact]
    public async Task Findings_are_found_across_reviews()
    {
        var journal = await OpenAsync();
        using var scene = new ReviewScene(journal);
        await scene.RunAllAsync();
        scene.Time.Now += TimeSpan.FromSeconds(1);
        await scene.RequestAsync(ReviewScene.Id("second"));
        await scene.SendAsync(ReviewScene.Id("second"), new ReviewCommand.Report(ReviewScene.Report(
            "security", [ReviewScene.Finding("sql", Severity.High, line: 3), ReviewScene.Finding("sql", Severity.Low, "src/A.cs"), ReviewScene.Finding("sql", Severity.Low, "\ud83d\ude00/x.cs")])));
        async Task Finds(FindingFilter filter, params string[] expected)
        {
            Assert.Equal(expected, (await Findings(filter, 100)).Select(f => $"{f.Review.Id}:{f.RuleId}:{f.Path}"));
            Assert.Equal(expected, (await Findings(filter, 1)).Select(f => $"{f.Review.Id}:{f.RuleId}:{f.Path}"));
        }

        await Finds(
            FindingFilter.All,
            "second:sql:src/a.cs", "second:sql:src/A.cs", "second:sql:\ud83d\ude00/x.cs", "complete:eval:src/b.cs", "complete:sql:src/a.cs", "complete:perf.loop:src/a.cs");
        await Finds(new FindingFilter { RuleId = "old" });
        await Finds(new FindingFilter { RuleId = "old", WithSuppressed = true }, "complete:old:src/a.cs");
        await Finds(new FindingFilter { Category = Category.Performance }, "complete:perf.loop:src/a.cs");
        await Finds(new FindingFilter { MinSeverity = Severity.High }, "second:sql:src/a.cs", "complete:eval:src/b.cs", "complete:sql:src/a.cs");
        await Finds(new FindingFilter { PathPrefix = "src/A" }, "second:sql:src/A.cs");
        await Finds(new FindingFilter { PathPrefix = "\ud83d\ude00/" }, "second:sql:\ud83d\ude00/x.cs");
        await Finds(new FindingFilter { PathPrefix = "%" });
        await Finds(new FindingFilter { Fingerprint = "sql-src/a.cs-3" }, "second:sql:src/a.cs", "complete:sql:src/a.cs");
        Assert.Empty((await journal.Reviews.FindingsAsync("u", FindingFilter.All, new PageRequest(), None)).Reply!.Items);

        async Task<List<FindingRow>> Findings(FindingFilter filter, int limit)
        {
            var (all, page) = (new List<FindingRow>(), new PageRequest(limit));
            do
            {
                var found = (await journal.Reviews.FindingsAsync("t", filter, page, None)).Reply!;
                all.AddRange(found.Items);
                page = page with { After = found.Next };
            }
            while (page.After is not null);
            return all;
        }
    }

    [Fact]
    public async Task Costs_are_summed_by_day_and_specialist()
    {
        var journal = await OpenAsync();
        using var scene = new ReviewScene(journal);
        await scene.RunAllAsync();
        scene.Time.Now = new DateTimeOffset(2026, 1, 4, 0, 0, 0, TimeSpan.Zero);
        await scene.RequestAsync(ReviewScene.Id("later"), specialists: ["security", "style"]);
        await scene.SendAsync(ReviewScene.Id("later"), new ReviewCommand.Report(ReviewScene.Report("style", [ReviewScene.Finding("sql", Severity.Low)], 4)));
        scene.Time.Now -= TimeSpan.FromTicks(1);
        await scene.SendAsync(ReviewScene.Id("later"), new ReviewCommand.Report(ReviewScene.Report("security", [], 3)));
        var (first, third) = (new DateOnly(2026, 1, 2), new DateOnly(2026, 1, 3));
        CostTotal[] all =
        [
            new(third, "security", 1, 0, 12, 3), new(third, "style", 1, 1, 12, 4),
            new(first, "security", 4, 4, 36, 80), new(first, "slow", 1, 0, 0, 0), new(first, "style", 1, 1, 12, 5),
        ];
        Assert.Equal(all, await Costs(CostFilter.All, 100));
        Assert.Equal(all, await Costs(CostFilter.All, 1));
        Assert.Equal(all, await Costs(CostFilter.All, 2));
        Assert.Equal(all[..2], await Costs(new CostFilter { From = third }, 100));
        Assert.Equal(all[2..], await Costs(new CostFilter { To = first }, 100));
        Assert.Equal([all[0], all[2]], await Costs(new CostFilter { Specialist = "security", From = first, To = third }, 1));
        Assert.Empty((await journal.Reviews.CostsAsync("u", CostFilter.All, new PageRequest(), None)).Reply!.Items);

        async Task<List<CostTotal>> Costs(CostFilter filter, int limit)
        {
            var (found, page) = (new List<CostTotal>(), new PageRequest(limit));
            do
            {
                var costs = (await journal.Reviews.CostsAsync("t", filter, page, None)).Reply!;
                found.AddRange(costs.Items);
                page = page with { After = costs.Next };
            }
            while (page.After is not null);
            return found;
        }
    }

    [Fact]
    public async Task Running_reviews_of_all_tenants_are_paged_through()
    {
        var journal = await OpenAsync();
        using var scene = new ReviewScene(journal);
        foreach (var id in (AggregateId[])[ReviewScene.Id("b"), ReviewScene.Id("a"), ReviewScene.Id("B"), ReviewScene.Id("a", "u"), ReviewScene.Id("c")])
        {
            await scene.RequestAsync(id);
        }

        await scene.SendAsync(ReviewScene.Id("c"), new ReviewCommand.Cancel("no"));
        AggregateId[] all = [ReviewScene.Id("B"), ReviewScene.Id("a"), ReviewScene.Id("b"), ReviewScene.Id("a", "u")];
        Assert.Equal(all, await journal.Reviews.ReadRunningAsync(null, 10, None));
        Assert.Equal(all[..2], await journal.Reviews.ReadRunningAsync(null, 2, None));
        Assert.Equal(all[2..], await journal.Reviews.ReadRunningAsync(all[1], 2, None));
        Assert.Empty(await journal.Reviews.ReadRunningAsync(all[3], 2, None));
    }

    /// <summary>The journal of <see cref="ReviewScene.RunAllAsync"/>.</summary>
    protected async Task<IJournalStore> SceneAsync()
    {
        var journal = await OpenAsync();
        using var scene = new ReviewScene(journal);
        await scene.RunAllAsync();
        return journal;
    }

    protected static async Task<List<string>> Ids(IReviewQueries reviews, ReviewFilter? filter = null, ReviewOrder order = ReviewOrder.Requested, string tenant = "t")
    {
        Answer<Page<ReviewRow>> answer = await reviews.ListAsync(tenant, filter ?? ReviewFilter.All, order, new PageRequest(), None);
        Assert.Null(answer.Refusal);
        return [.. answer.Reply!.Items.Select(r => r.Id.Id)];
    }
}
