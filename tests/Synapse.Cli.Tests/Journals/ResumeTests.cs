using Synapse.Cli.Reviews;
using Synapse.Cli.Tests.Review;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Reviews;
using Synapse.Storage.Sqlite;

namespace Synapse.Cli.Tests.Journals;

/// <summary>Going on with a review, running one again with other agents, and not reading the same change twice.</summary>
public sealed class ResumeTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly JournalRun _run = new();

    [Fact]
    public async Task A_review_that_was_killed_is_gone_with_and_ends_as_it_would_have()
    {
        await _run.ReviewAsync("whole");
        var whole = Assert.Single(await _run.Ids());
        var killed = await KilledAsync(whole);
        var (exitCode, output, error) = await _run.Execute("review", "resume", killed, "--fail-on", "none", "--json");
        Assert.True(exitCode is ExitCodes.Ok or ExitCodes.Incomplete, error);
        var expected = await _run.Json("reviews", "show", whole);
        var resumed = await _run.Json("reviews", "show", killed);
        Assert.Equal(expected.GetProperty("findings").GetRawText(), resumed.GetProperty("findings").GetRawText());
        Assert.Contains(killed, output, StringComparison.Ordinal);
        Assert.Contains("review.resumed/2", await TypesAsync(killed));
        Assert.Single(await TypesAsync(killed), "review.summarised/1");
    }

    [Fact]
    public async Task What_is_recorded_is_not_done_again()
    {
        await _run.ReviewAsync("whole");
        var whole = Assert.Single(await _run.Ids());
        var killed = await KilledAsync(whole, reports: 1);
        await _run.Execute("review", "resume", killed, "--fail-on", "none");
        var reports = (await EventsAsync(killed)).OfType<ReviewEvent.Reported>().Select(r => r.Report.Specialist).ToList();
        Assert.Equal(reports.Count, reports.Distinct().Count());
        Assert.Equal((await EventsAsync(whole)).OfType<ReviewEvent.Reported>().Select(r => r.Report.Specialist).Order(), reports.Order());
    }

    [Fact]
    public async Task A_review_that_has_ended_shows_its_verdict_again_and_changes_nothing()
    {
        await _run.ReviewAsync("whole");
        var id = Assert.Single(await _run.Ids());
        var before = await TypesAsync(id);
        var (exitCode, output, error) = await _run.Execute("review", "resume", id);
        Assert.Equal(ExitCodes.Gate, exitCode);
        Assert.Contains("has ended", error, StringComparison.Ordinal);
        Assert.Contains("Verdict:", output, StringComparison.Ordinal);
        Assert.Equal(before, await TypesAsync(id));
    }

    [Fact]
    public async Task A_review_ends_with_the_agents_it_began_with()
    {
        await _run.ReviewAsync("whole");
        var killed = await KilledAsync(Assert.Single(await _run.Ids()));
        var rules = Rules();
        var (exitCode, _, error) = await _run.Execute("review", "resume", killed, "--rules", rules);
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains("what-if", error, StringComparison.Ordinal);
        Assert.DoesNotContain("review.resumed/2", await TypesAsync(killed));
    }

    [Fact]
    public async Task The_same_change_is_read_once_and_costs_nothing_the_second_time()
    {
        var file = _run.Write("change.diff", Diffs.Rich);
        var first = await _run.Execute("review", file, "--fail-on", "none");
        var second = await _run.Execute("review", file, "--fail-on", "none");
        var fresh = await _run.Execute("review", file, "--fail-on", "none", "--fresh");
        Assert.DoesNotContain("nown from review", first.Out, StringComparison.Ordinal);
        Assert.Contains("nown from review", second.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("nown from review", fresh.Out, StringComparison.Ordinal);
        var ids = await _run.Ids();
        var (last, middle) = ((await EventsAsync(ids[0])).OfType<ReviewEvent.Reported>(), (await EventsAsync(ids[1])).OfType<ReviewEvent.Reported>());
        Assert.Equal(last.Select(r => r.Report.Specialist).Order(), middle.Select(r => r.Report.Specialist).Order());
        Assert.All(middle, r => Assert.Equal((0, 0), (r.Report.DurationMilliseconds, r.Report.CostMicroCredits)));
        Assert.Equal(
            (await _run.Json("reviews", "show", ids[2])).GetProperty("findings").GetRawText(),
            (await _run.Json("reviews", "show", ids[1])).GetProperty("findings").GetRawText());
    }

    [Fact]
    public async Task Another_rule_pack_is_another_reader()
    {
        var file = _run.Write("change.diff", Diffs.Rich);
        await _run.Execute("review", file, "--fail-on", "none");
        var other = await _run.Execute("review", file, "--fail-on", "none", "--rules", Rules());
        Assert.Empty(other.Error);
        Assert.DoesNotContain("nown from review", other.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_other_agents_would_say_is_shown_and_the_review_is_as_it_was()
    {
        await _run.ReviewAsync("whole");
        var id = Assert.Single(await _run.Ids());
        var before = await TypesAsync(id);
        var same = await _run.Json("review", "what-if", id);
        Assert.Equal((0, 0), (same.GetProperty("new").GetArrayLength(), same.GetProperty("gone").GetArrayLength()));
        Assert.True(same.GetProperty("same").GetInt32() > 0);

        var config = _run.Write("silo.json", OnlySecrets);
        var other = await _run.Json("review", "what-if", id, "--config", config);
        Assert.Equal(0, other.GetProperty("new").GetArrayLength());
        Assert.True(other.GetProperty("gone").GetArrayLength() > 0);
        Assert.Equal(["secrets"], other.GetProperty("now").GetProperty("specialists").EnumerateObject().Select(p => p.Name));
        var (exitCode, output, _) = await _run.Execute("review", "what-if", id, "--config", config);
        Assert.Equal(ExitCodes.Ok, exitCode);
        Assert.Contains("gone:", output, StringComparison.Ordinal);
        Assert.Equal(before, await TypesAsync(id));
        Assert.Single(await _run.Ids());
    }

    [Fact]
    public async Task A_change_that_is_not_kept_is_not_in_the_journal_and_cannot_be_run_again()
    {
        var file = _run.Write("change.diff", Diffs.Rich);
        await _run.Execute("review", file, "--fail-on", "none", "--no-keep");
        var id = Assert.Single(await _run.Ids());
        var (exitCode, _, error) = await _run.Execute("review", "what-if", id);
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains("--no-keep", error, StringComparison.Ordinal);
        Assert.Contains("0 stored changes removed", (await _run.Execute("journal", "collect")).Out, StringComparison.Ordinal);
        Assert.DoesNotContain("nown from review", (await _run.Execute("review", file, "--fail-on", "none", "--no-keep")).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("resume")]
    [InlineData("what-if")]
    public async Task An_unknown_review_is_a_clear_error(string verb)
    {
        await _run.ReviewAsync("whole");
        var (exitCode, _, error) = await _run.Execute("review", verb, "nothing");
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains("there is no review 'nothing'", error, StringComparison.Ordinal);
    }

    public void Dispose() => _run.Dispose();

    private const string OnlySecrets = """
        {
          "version": 1,
          "agents": [
            { "id": "coordinator", "kind": "coordinator", "version": "1.0.0", "specialists": ["secrets"] },
            { "id": "secrets", "kind": "specialist", "version": "1.0.0", "tier": "fast", "capabilities": [{ "category": "secrets", "languages": ["*"] }], "checks": [{ "pack": "secrets" }] }
          ]
        }
        """;

    private string Rules()
    {
        _run.Write("rules/own.yaml", "pack: own\nrules: []\n");
        return _run.PathOf("rules");
    }

    /// <summary>A review of the same change that a killed process has left behind, with some reports recorded.</summary>
    private async Task<string> KilledAsync(string whole, int reports = 0)
    {
        const string Killed = "killed";
        await using var journal = await SqliteJournal.OpenAsync(_run.File, TimeProvider.System);
        var slice = await journal.ReadAsync(new AggregateId(ReviewSession.Tenant, ReviewAggregate.Kind, whole), 0, None);
        var digest = (await EventsAsync(journal, whole)).OfType<ReviewEvent.Requested>().Single().Change.ContentDigest;
        var events = slice.Events.Take(3 + reports).Select(e => e.Event).ToList();
        var append = new StreamAppend(new AggregateId(ReviewSession.Tenant, ReviewAggregate.Kind, Killed), 0, events) { Holds = [new ContentHash(digest)] };
        Assert.Equal(AppendStatus.Appended, await journal.AppendAsync(append, None));
        return Killed;
    }

    private async Task<IReadOnlyList<string>> TypesAsync(string id)
    {
        var codec = new ReviewEventCodec();
        return [.. (await EventsAsync(id)).Select(e => codec.Encode(e).Type)];
    }

    private async Task<IReadOnlyList<ReviewEvent>> EventsAsync(string id)
    {
        await using var journal = await SqliteJournal.OpenAsync(_run.File, TimeProvider.System);
        return await EventsAsync(journal, id);
    }

    private static async Task<IReadOnlyList<ReviewEvent>> EventsAsync(IJournalStore journal, string id)
    {
        var codec = new ReviewEventCodec();
        var slice = await journal.ReadAsync(new AggregateId(ReviewSession.Tenant, ReviewAggregate.Kind, id), 0, None);
        return [.. slice.Events.Select(e => codec.Decode(e.Event.Type, e.Event.Data))];
    }
}
