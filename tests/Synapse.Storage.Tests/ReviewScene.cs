using Synapse.Core;
using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Core.Signals;
using Synapse.Runtime;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Reviews;

namespace Synapse.Storage.Tests;

/// <summary>Reviews that the production engine runs on a journal, told command by command.</summary>
internal sealed class ReviewScene : IWorkRunner, ISignalSink, IDisposable
{
    private readonly IJournal _journal;
    private readonly EmbeddedEngine _engine;

    public ReviewScene(IJournal journal)
    {
        _journal = journal;
        _engine = new EmbeddedEngine(journal, this, this, Time, TaskScheduler.Default, EngineLimits.Default with { SnapshotEvery = 3 })
            .HostAll();
    }

    /// <summary>Where the clock stands at the beginning.</summary>
    public static DateTimeOffset Morning { get; } = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(67);

    public StillTime Time { get; } = new(Morning);

    public static AggregateId Id(string id, string tenant = "t") => new(tenant, ReviewAggregate.Kind, id);

    public static Finding Finding(
        string rule, Severity severity, string path = "src/a.cs", int line = 1, string specialist = "security", string message = "is bad", Suppression? suppression = null) => new(
        rule, $"Title of {rule}", rule.StartsWith("perf", StringComparison.Ordinal) ? Category.Performance : Category.Security, [89], severity, new Confidence(8_000),
        new Location(path, Side.New, line, line, 1, 9), message, $"fix {rule}", null, [new Evidence(new Location(path, Side.New, line, line), "code", "in F")],
        new Fingerprint($"{rule}-{path}-{line}", $"{rule}-{line}"), specialist, suppression);

    public static CoverageRow Cell(string path, string specialist, CoverageStatus status = CoverageStatus.Read, string reason = "") => new(path, specialist, status, reason);

    public static SpecialistReport Report(string specialist, ValueList<Finding> findings, long cost = 0, params CoverageRow[] coverage) =>
        new(specialist, "1", findings, coverage.Length > 0 ? coverage.ToValueList() : [Cell("src/a.cs", specialist)], 12, cost);

    /// <summary>What the journal says of a review, folded by hand.</summary>
    public static async Task<ReviewView?> FoldAsync(IJournal journal, AggregateId id) => ReviewView.Of(
        id, (await journal.ReadAsync(id, 0, CancellationToken.None)).Events.Select(e => new ReviewEventCodec().Decode(e.Event.Type, e.Event.Data)).Aggregate(ReviewState.Empty, ReviewState.Evolve));

    public Task RequestAsync(AggregateId id, string title = "A change", string author = "ann", string @base = "base", string head = "head", params string[] specialists)
    {
        var planned = specialists.Length > 0 ? specialists : ["security"];
        var request = new ReviewRequest(
            title, author, @base, head, [], "feature", 0, 2, [new ReviewFile("src/a.cs", 1, 0), new ReviewFile("src/b.cs", 2, 1)], "digest", []);
        var plan = new ReviewPlan(
            "coordinator", "1", ClassificationPolicy.Default, NegotiationPolicy.HighestSeverity, TimeSpan.FromMinutes(5),
            planned.Select(s => new PlannedSpecialist(s, "1", AgentTier.Fast, TimeSpan.FromSeconds(5), [Category.Security])).ToValueList());
        return SendAsync(id, new ReviewCommand.Request(request, plan));
    }

    /// <summary>Sends a command that must be accepted.</summary>
    public async Task SendAsync(AggregateId id, ReviewCommand command) =>
        Assert.Null((await _engine.SendAsync<ReviewCommand, ReviewReply>(id, command, "tester", "c")).Refusal);

    /// <summary>One review of each end, and one that has none yet.</summary>
    public async Task RunAllAsync()
    {
        await RequestAsync(Id("complete"), "Complete \"with\" 'quotes' and \u00dcml\u00e4uten", specialists: ["security", "style"]);
        Time.Now += TimeSpan.FromMilliseconds(1234.5678);
        await SendAsync(Id("complete"), new ReviewCommand.Report(Report(
            "security",
            [
                Finding("sql", Severity.High, line: 3, message: "zero \0, lone \ud800, pair \ud83d\ude00, control \u0001, right-to-left \u202e"),
                Finding("eval", Severity.Critical, "src/b.cs"),
                Finding("old", Severity.Low, line: 9, suppression: new Suppression("baseline", "known")),
            ],
            70,
            Cell("src/a.cs", "security"), Cell("src/b.cs", "security"))));
        await SendAsync(Id("complete"), new ReviewCommand.Report(Report(
            "style", [Finding("perf.loop", Severity.Medium, specialist: "style")], 5, Cell("src/a.cs", "style"), Cell("src/b.cs", "style", CoverageStatus.Skipped, "no rules"))));

        await RequestAsync(Id("partial"), "Partial", "bob", specialists: ["security", "slow"]);
        await SendAsync(Id("partial"), new ReviewCommand.Report(Report("security", [], 1, Cell("src/a.cs", "security", CoverageStatus.Clipped, "too long"), Cell("src/b.cs", "security"))));
        Time.Now += TimeSpan.FromSeconds(6);
        await SendAsync(Id("partial"), new ReviewCommand.ReachDeadline("slow"));
        await SendAsync(Id("partial"), new ReviewCommand.Report(Report("slow", [Finding("late", Severity.High)])));

        await RequestAsync(Id("failed"), "Failed", "bob");
        await SendAsync(Id("failed"), new ReviewCommand.ReportFailure("security", "it crashed \0"));

        await RequestAsync(Id("cancelled"), "Cancelled", specialists: ["security", "style"]);
        await SendAsync(Id("cancelled"), new ReviewCommand.Report(Report("security", [Finding("sql", Severity.High)], 9)));
        Time.Now += TimeSpan.FromSeconds(1);
        await SendAsync(Id("cancelled"), new ReviewCommand.Cancel("not needed"));

        await RequestAsync(Id("running"), "Running", specialists: ["security", "style"]);
        await SendAsync(Id("running"), new ReviewCommand.Report(Report("security", [Finding("sql", Severity.High)], 9)));
        await RequestAsync(Id("running", "u"), "Of another tenant");
        await SettleAsync();
    }

    /// <summary>Waits until the effects of everything sent have run; the bound only ends a test that would hang.</summary>
    public async Task SettleAsync()
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while ((await _journal.ReadBehindAsync(null, 1, bound.Token)).Count > 0)
        {
            await Task.Delay(1, bound.Token);
        }
    }

    public ValueTask StartAsync(AggregateId aggregate, HandOutWork work, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask RecallAsync(AggregateId aggregate, RecallWork work, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask PublishAsync(string id, Signal signal, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public void Dispose() => _engine.Dispose();
}
