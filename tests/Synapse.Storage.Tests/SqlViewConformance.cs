using Synapse.Core.Findings;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Runtime;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Reviews;

namespace Synapse.Storage.Tests;

/// <summary>Read models in a database: against looking at every row, and after someone changed rows or an earlier program made the database.</summary>
public abstract class SqlViewConformance : JournalScene
{
    private const int Seed = 20260102;

    [Fact]
    public async Task Every_question_is_answered_as_by_looking_at_every_row()
    {
        var random = new Random(Seed);
        var (journal, memory) = (await OpenAsync(), new MemoryJournal());
        for (var i = 0; i < 120; i++)
        {
            var append = RandomReview(random, i);
            await journal.AppendAsync(append, None);
            await memory.AppendAsync(append, None);
        }

        var pages = 0;
        for (var i = 0; i < 300; i++)
        {
            var (tenant, page) = (Pick(random, "t", "u"), new PageRequest(random.Next(1, 30)));
            var order = (ReviewOrder)random.Next(4);
            var (filter, findings, costs) = (RandomFilter(random), RandomFindings(random), RandomCosts(random));
            pages += await SameAsync(page, p => memory.Reviews.ListAsync(tenant, filter, order, p, None), p => journal.Reviews.ListAsync(tenant, filter, order, p, None));
            pages += await SameAsync(page, p => memory.Reviews.FindingsAsync(tenant, findings, p, None), p => journal.Reviews.FindingsAsync(tenant, findings, p, None));
            pages += await SameAsync(page, p => memory.Reviews.CostsAsync(tenant, costs, p, None), p => journal.Reviews.CostsAsync(tenant, costs, p, None));
        }

        Assert.True(pages > 1_200, $"{pages} pages are too few to show anything");
        Assert.Equal(await memory.Reviews.ReadRunningAsync(null, 1_000, None), await journal.Reviews.ReadRunningAsync(null, 1_000, None));
    }

    [Theory]
    [InlineData("UPDATE reviews SET severity = 0 WHERE id = 'complete'")]
    [InlineData("UPDATE reviews SET confidence = 99999 WHERE id = 'complete'")]
    [InlineData("UPDATE reviews SET standing = 4611686018427387904 WHERE id = 'complete'")]
    [InlineData("UPDATE reviews SET tenant = 'u' WHERE id = 'complete'")]
    [InlineData("DELETE FROM findings")]
    [InlineData("UPDATE findings SET json = '{}' WHERE ordinal = 2")]
    [InlineData("UPDATE findings SET ordinal = 77 WHERE ordinal = 2")]
    [InlineData("DELETE FROM reviews; DELETE FROM findings; DELETE FROM coverage_gaps; DELETE FROM review_specialists")]
    public async Task Rows_that_someone_changed_are_put_right(string change)
    {
        var journal = await OpenAsync();
        using var scene = new ReviewScene(journal);
        await scene.RunAllAsync();
        var live = await ViewConformance.DumpAsync(journal);
        Run(change);
        Assert.NotEqual(0, (await new ViewRebuild(journal).HostAll().RunAsync(None)).Differing);
        Assert.Equal(live, await ViewConformance.DumpAsync(journal));
        Assert.Equal(0, (await new ViewRebuild(journal).HostAll().RunAsync(None)).Differing);
    }

    /// <summary>
    /// Each file in the folder <c>Schemas</c> is a journal as the program of that schema wrote it: the reviews of <see cref="ReviewScene"/>, a body that
    /// is held, a dead letter and a checkpoint. A new migration comes with a file of the schema before it, unless there is one.
    /// </summary>
    [Fact]
    public async Task A_journal_of_every_earlier_schema_is_brought_forward_with_all_that_is_in_it()
    {
        var migrations = Sql.Migration.Of(Database);
        Assert.True(migrations.Count > 1);
        foreach (var schema in migrations.SkipLast(1))
        {
            var file = Path.Combine(AppContext.BaseDirectory, "Schemas", $"{Database}.{schema.Number:0000}.sql");
            await EmptyAsync();
            await LoadAsync(await File.ReadAllTextAsync(file, None));
            var journal = await OpenAsync();
            await StandsAsync(journal);
            await journal.DisposeAsync();
            await StandsAsync(await OpenAsync());
        }
    }

    /// <summary>The folder of its migrations.</summary>
    protected abstract string Database { get; }

    /// <summary>Changes the database behind the journal's back.</summary>
    protected abstract void Run(string text);

    protected abstract Task EmptyAsync();

    protected abstract Task LoadAsync(string script);

    private static async Task StandsAsync(IJournalStore journal)
    {
        await new ViewRebuild(journal).HostAll().RunIfOutdatedAsync(None);
        foreach (var id in (string[])["complete", "partial", "failed", "cancelled", "running"])
        {
            var view = await journal.Reviews.FindAsync("t", id, None);
            Assert.NotNull(view);
            Assert.Equal(await ReviewScene.FoldAsync(journal, ReviewScene.Id(id)), view);
        }

        Assert.Equal(["eval", "sql", "perf.loop"], (await journal.Reviews.FindingsAsync("t", FindingFilter.All, new PageRequest(), None)).Reply!.Items.Select(f => f.RuleId));
        var audit = await journal.Audit.VerifyAsync("t", null, None);
        Assert.True(audit.IsIntact, audit.Problem);
        Assert.Equal("nobody listens", Assert.Single(await journal.ReadDeadLettersAsync("t", null, 10, None)).Cause);
        Assert.Equal(0, await journal.Bodies.CollectAsync(DateTimeOffset.MaxValue, 10, None));
        Assert.Equal(4, (await journal.ReadDueTimersAsync(DateTimeOffset.MaxValue, 10, None)).Count);
        using var scene = new ReviewScene(journal);
        await scene.SendAsync(ReviewScene.Id("running"), new ReviewCommand.Observe());
    }

    private static async Task<int> SameAsync<T>(PageRequest page, Func<PageRequest, ValueTask<Answer<Page<T>>>> expected, Func<PageRequest, ValueTask<Answer<Page<T>>>> actual)
    {
        for (var pages = 1; ; pages++)
        {
            var (left, right) = ((await expected(page)).Reply!, (await actual(page)).Reply!);
            Assert.Equal(left.Items, right.Items);
            Assert.Equal(left.Next, right.Next);
            if (left.Next is null)
            {
                return pages;
            }

            page = page with { After = left.Next };
        }
    }

    private static StreamAppend RandomReview(Random random, int number)
    {
        var id = ReviewScene.Id($"r{number}", Pick(random, "t", "u"));
        var requested = ReviewScene.Morning.AddHours(random.Next(100));
        var standing = (ReviewStanding)random.Next(5);
        var review = new ReviewRow(
            id, standing, Pick(random, "Fix 100% of it", "a_b", "\u00c4rger", "\u00e4rger", ""), Pick(random, "ann", "bob", "Ann"), Pick(random, "abc", "abd", ""), Pick(random, "ABC", "abc"),
            random.Next(5), "", DecisionPath.Deep, requested, requested.AddMinutes(5), standing == ReviewStanding.Running ? null : requested.AddHours(random.Next(40)),
            (Severity)random.Next(5), new Confidence(random.Next(10_000)), new FindingCounts(1, 0, 1, 0, 0), 0, random.Next(4), random.Next(4), "");
        var findings = Enumerable.Range(1, random.Next(5)).Select(i => new FindingRow(
            id, i, requested, Pick(random, "sql", "eval", "SQL"), (Category)random.Next(6), (Severity)random.Next(5), new Confidence(1), Pick(random, "src/a.cs", "src/A.cs", "lib/a", "\u00e4/x"), 1, 2,
            Pick(random, "f1", "f2"), "s", "m", Pick(random, "", "baseline"), "{}"));
        var specialists = Enumerable.Range(1, review.EndedAt is null ? 0 : random.Next(4)).Select(i => new SpecialistRow(
            id, i, review.EndedAt!.Value, Pick(random, "s1", "s2", "S1") + i, "1", SpecialistOutcome.Reported, "", random.Next(9), random.Next(9), random.Next(9), new CoverageCounts(1, 2, 3, 4, 5)));
        return new StreamAppend(id, 0, [Event("a")]) { Rows = [review, .. specialists, .. findings] };
    }

    private static ReviewFilter RandomFilter(Random random) => new()
    {
        Standing = Maybe(random, (ReviewStanding?)random.Next(5)),
        MinSeverity = Maybe(random, (Severity?)random.Next(5)),
        Text = Maybe(random, Pick(random, "%", "_", "\u00c4", "FIX", "0% o", "zz", "")),
        Author = Maybe(random, Pick(random, "ann", "bob")),
        BaseRevision = Maybe(random, Pick(random, "ab", "abd", "", "AB")),
        HeadRevision = Maybe(random, Pick(random, "ab", "AB")),
        Since = Maybe(random, (DateTimeOffset?)ReviewScene.Morning.AddHours(random.Next(50))),
        Until = Maybe(random, (DateTimeOffset?)ReviewScene.Morning.AddHours(random.Next(50, 100))),
    };

    private static FindingFilter RandomFindings(Random random) => new()
    {
        RuleId = Maybe(random, Pick(random, "sql", "eval")),
        Category = Maybe(random, (Category?)random.Next(6)),
        MinSeverity = Maybe(random, (Severity?)random.Next(5)),
        PathPrefix = Maybe(random, Pick(random, "src/", "src/A", "\u00e4", "")),
        Fingerprint = Maybe(random, Pick(random, "f1", "f3")),
        WithSuppressed = random.Next(2) == 0,
    };

    private static CostFilter RandomCosts(Random random) => new()
    {
        Specialist = Maybe(random, Pick(random, "s11", "S12")),
        From = Maybe(random, (DateOnly?)new DateOnly(2026, 1, 2 + random.Next(4))),
        To = Maybe(random, (DateOnly?)new DateOnly(2026, 1, 4 + random.Next(4))),
    };

    private static string Pick(Random random, params string[] texts) => texts[random.Next(texts.Length)];

    private static T? Maybe<T>(Random random, T? value) => random.Next(4) == 0 ? value : default;
}
