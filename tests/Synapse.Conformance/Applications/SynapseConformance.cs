using Synapse.Contracts;
using Synapse.Contracts.Reviews;
using Synapse.Contracts.Signals;

namespace Synapse.Conformance.Applications;

/// <summary>What an application may expect of Synapse, wherever it runs; each way of running it inherits this.</summary>
public abstract class SynapseConformance : IAsyncLifetime
{
    private static readonly string Diff = File.ReadAllText(Path.Combine(Root(), "infra", "samples", "sample.diff"));

    private ISynapse? _synapse;

    private ISynapse Synapse => _synapse!;

    /// <summary>Starts Synapse on an empty journal.</summary>
    protected abstract Task<ISynapse> StartAsync();

    public async ValueTask InitializeAsync() => _synapse = await StartAsync();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_change_is_submitted_followed_read_and_answered()
    {
        var ticket = (await Synapse.SubmitAsync(new ReviewSubmission("pr-1", Diff) { Title = "a change", Labels = ["security"] })).Required();
        Assert.Equal("pr-1", ticket.ReviewId);
        var signals = await Followed("pr-1");
        Assert.Equal("review.requested", signals[0].Type);
        Assert.Equal("review.summarised", signals[^1].Type);
        Assert.All(signals, s => Assert.EndsWith("/review/pr-1", s.Subject, StringComparison.Ordinal));
        Assert.Equal(signals.Count, signals.Select(s => s.Id).Distinct().Count());

        var report = (await Synapse.ReadReportAsync("pr-1")).Required();
        Assert.Equal(("complete", "a change", "deep"), (report.Status, report.Change.Title, report.Metadata.DecisionPath));
        Assert.NotEmpty(report.Findings);
        Assert.NotEmpty(report.Coverage);
        var ended = (await Synapse.FindAsync("pr-1")).Required();
        Assert.Equal((report.Status, report.Severity, report.Findings.Count, true), (ended.Status, ended.Severity, ended.Findings, ended.HasEnded));

        var answer = new FindingResponse(report.Findings[0].Fingerprint, "falsePositive", "a sample is not run", "a-1");
        Assert.Equal(ended, (await Synapse.AnswerAsync("pr-1", answer)).Required());
        Assert.Equal(ended, (await Synapse.AnswerAsync("pr-1", answer)).Required());
        Assert.Equal("invalid", (await Synapse.AnswerAsync("pr-1", answer with { Reason = "", ResponseId = "a-2" })).Problem!.Code);
        Assert.Equal("invalid", (await Synapse.AnswerAsync("pr-1", answer with { Kind = "maybe" })).Problem!.Code);
        Assert.Equal("not-found", (await Synapse.AnswerAsync("pr-1", answer with { Fingerprint = "none", ResponseId = "a-3" })).Problem!.Code);
    }

    [Fact]
    public async Task The_same_submission_again_is_the_same_review_and_another_one_is_a_conflict()
    {
        await Synapse.SubmitAsync(new ReviewSubmission("pr-2", Diff));
        await Followed("pr-2");
        Assert.True((await Synapse.SubmitAsync(new ReviewSubmission("pr-2", Diff))).Required().HasEnded);
        Assert.Equal(("conflict", 409), Of(await Synapse.SubmitAsync(new ReviewSubmission("pr-2", Diff) { Title = "another" })));
    }

    [Fact]
    public async Task Several_reviews_at_once_all_end()
    {
        const int Reviews = 20;
        var tickets = await Task.WhenAll(Enumerable.Range(0, Reviews).Select(i => Synapse.SubmitAsync(new ReviewSubmission($"many-{i}", Diff) { Title = $"change {i}" })));
        Assert.All(tickets, t => Assert.Null(t.Problem));
        var ends = await Task.WhenAll(Enumerable.Range(0, Reviews).Select(i => Followed($"many-{i}")));
        Assert.All(ends, e => Assert.Single(e, s => s.Type == "review.summarised"));
    }

    [Fact]
    public async Task A_review_that_has_ended_cannot_be_cancelled_and_stays()
    {
        await Synapse.SubmitAsync(new ReviewSubmission("pr-3", Diff));
        await Followed("pr-3");
        Assert.Equal("complete", (await Synapse.CancelAsync("pr-3", "too late")).Required().Status);
        Assert.Equal("invalid", (await Synapse.CancelAsync("pr-3", "")).Problem!.Code);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        Assert.Equal(("not-found", 404), Of(await Synapse.FindAsync("nothing")));
        Assert.Equal(("not-found", 404), Of(await Synapse.ReadReportAsync("nothing")));
        Assert.Equal(("not-found", 404), Of(await Synapse.CancelAsync("nothing", "why")));
        Assert.Equal("not-found", (await Assert.ThrowsAsync<SynapseException>(() => Followed("nothing"))).Problem.Code);
    }

    [Theory]
    [InlineData("a/b", "", 0, "reviewId")]
    [InlineData("", "", 0, "reviewId")]
    [InlineData("late", "", 2, "riskFactor")]
    [InlineData("text", "this is no diff", 0, "diff")]
    public async Task Bad_input_is_refused_with_what_is_wrong(string reviewId, string diff, int risk, string named)
    {
        var outcome = await Synapse.SubmitAsync(new ReviewSubmission(reviewId, diff.Length == 0 ? Diff : diff) { RiskFactor = risk });
        Assert.Equal(("invalid", 400), Of(outcome));
        Assert.Contains(named, outcome.Problem!.Message, StringComparison.OrdinalIgnoreCase);
    }

    private async Task<IReadOnlyList<SignalMessage>> Followed(string reviewId)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var signals = new List<SignalMessage>();
        await foreach (var signal in Synapse.FollowAsync(reviewId, bound.Token))
        {
            signals.Add(signal);
        }

        return signals;
    }

    private static (string Code, int Status) Of<T>(Outcome<T> outcome)
        where T : class => (outcome.Problem!.Code, outcome.Problem.Status);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Synapse.Orleans.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
