using System.Text.Json;
using Synapse.Cli.Tests.Review;
using Synapse.Core;
using Synapse.Core.Agents;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Reviews;
using Synapse.Storage.Sqlite;

namespace Synapse.Cli.Tests.Journals;

public sealed class JournalVerbTests : IDisposable
{
    private readonly JournalRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_review_is_recorded_listed_and_shown()
    {
        await _run.ReviewAsync("First change");
        await _run.ReviewAsync("Second change", Diffs.Clean);
        var (exitCode, table, error) = await _run.Execute("reviews", "list");
        Assert.Equal(ExitCodes.Ok, exitCode);
        Assert.Empty(error);
        var lines = table.TrimEnd().Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Contains("Second change", lines[1], StringComparison.Ordinal);
        var ids = await _run.Ids();
        Assert.Equal([ids[1]], await _run.Ids("--text", "FIRST"));

        var first = await _run.Execute("reviews", "show", ids[1]);
        Assert.Contains("First change", first.Out, StringComparison.Ordinal);
        Assert.Contains("NOT READ IN FULL", first.Out, StringComparison.Ordinal);
        var json = await _run.Json("reviews", "show", ids[1]);
        Assert.NotEqual(0, json.GetProperty("findings").GetArrayLength());
        Assert.Equal(json.GetProperty("findingCounts").GetProperty("all").GetInt32() + json.GetProperty("suppressedCount").GetInt32(), json.GetProperty("findings").GetArrayLength());
    }

    [Fact]
    public async Task A_shown_finding_is_the_reported_one()
    {
        await _run.ReviewAsync("Change");
        var reported = JsonDocument.Parse((await _run.Execute("review", _run.PathOf("change.diff"), "--json", "--fail-on", "none")).Out).RootElement;
        var shown = await _run.Json("reviews", "show", reported.GetProperty("reviewId").GetString()!);
        var counting = shown.GetProperty("findings").EnumerateArray().Where(f => !f.TryGetProperty("suppression", out _)).ToList();
        Assert.Equal(reported.GetProperty("findings").GetArrayLength(), counting.Count);
        Assert.All(reported.GetProperty("findings").EnumerateArray().Zip(counting), pair => Assert.True(JsonElement.DeepEquals(pair.First, pair.Second)));
    }

    [Fact]
    public async Task What_could_not_be_done_is_listed_with_its_cause()
    {
        await _run.ReviewAsync("Change");
        var none = await _run.Execute("journal", "dead-letters");
        Assert.Equal((ExitCodes.Ok, ""), (none.ExitCode, none.Out));
        var stream = new AggregateId("local", ReviewAggregate.Kind, Assert.Single(await _run.Ids()));
        await using (var journal = await SqliteJournal.OpenAsync(_run.File, TimeProvider.System))
        {
            await journal.RecordDeadLetterAsync(new DeadLetter(stream, 2, 1, "{\"kind\":\"signal.publish\"}", "nobody listens", 5, DateTimeOffset.UnixEpoch), CancellationToken.None);
        }

        var (_, table, _) = await _run.Execute("journal", "dead-letters");
        Assert.Contains("nobody listens", table, StringComparison.Ordinal);
        Assert.Contains("2.1", table, StringComparison.Ordinal);
        Assert.Equal("nobody listens", Assert.Single((await _run.Json("journal", "dead-letters")).EnumerateArray()).GetProperty("cause").GetString());
        Assert.Empty((await _run.Json("journal", "dead-letters", "--tenant", "other")).EnumerateArray());
    }

    [Fact]
    public async Task Stored_changes_that_no_review_holds_are_collected_and_the_others_stay()
    {
        await _run.ReviewAsync("Change");
        await using (var journal = await SqliteJournal.OpenAsync(_run.File, TimeProvider.System))
        {
            await journal.Bodies.PutAsync("local", "left over"u8.ToArray(), DateTimeOffset.UnixEpoch, CancellationToken.None);
        }

        Assert.Contains("1 stored change removed", (await _run.Execute("journal", "collect")).Out, StringComparison.Ordinal);
        Assert.Contains("0 stored changes removed", (await _run.Execute("journal", "collect")).Out, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Ok, (await _run.Execute("review", "what-if", Assert.Single(await _run.Ids()))).ExitCode);
    }

    [Fact]
    public async Task Pages_follow_each_other_by_their_cursor()
    {
        foreach (var title in (string[])["One", "Two", "Three"])
        {
            await _run.ReviewAsync(title, Diffs.Clean);
        }

        var all = await _run.Ids();
        var first = await _run.Json("reviews", "list", "--limit", "2");
        var cursor = first.GetProperty("next").GetString()!;
        Assert.Equal([all[2]], await _run.Ids("--limit", "2", "--after", cursor));
        var (_, _, error) = await _run.Execute("reviews", "list", "--limit", "2");
        Assert.Contains(cursor, error, StringComparison.Ordinal);
        var foreign = await _run.Execute("reviews", "list", "--limit", "2", "--after", cursor, "--order", "cost");
        Assert.Equal(ExitCodes.Usage, foreign.ExitCode);
        Assert.Contains("cursor", foreign.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_start_of_an_id_is_enough_when_it_is_of_one_review()
    {
        await _run.ReviewAsync("One", Diffs.Clean);
        await _run.ReviewAsync("Two", Diffs.Clean);
        var ids = await _run.Ids();
        var shared = new string([.. ids[0].Zip(ids[1]).TakeWhile(p => p.First == p.Second).Select(p => p.First)]);
        Assert.Contains("One", (await _run.Execute("reviews", "show", ids[1][..(shared.Length + 1)])).Out, StringComparison.Ordinal);
        var (exitCode, output, error) = await _run.Execute("reviews", "show", shared);
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Empty(output);
        Assert.Contains(ids[0], error, StringComparison.Ordinal);
        Assert.Contains(ids[1], error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_journal_of_a_review_is_shown_and_replayed_to_any_version()
    {
        await _run.ReviewAsync("Change");
        var id = (await _run.Ids())[0];
        var events = (await _run.Json("journal", "show", id)).GetProperty("events").EnumerateArray().ToList();
        Assert.Equal("review.requested/1", events[0].GetProperty("type").GetString());
        Assert.Equal("Change", events[0].GetProperty("data").GetProperty("change").GetProperty("title").GetString());
        Assert.Equal(events.Count + 1, (await _run.Execute("journal", "show", id)).Out.TrimEnd().Split('\n').Length);
        Assert.Contains("running", (await _run.Execute("journal", "replay", id, "--at", "3")).Out, StringComparison.Ordinal);
        Assert.Contains("summarised", (await _run.Execute("journal", "replay", id)).Out, StringComparison.Ordinal);
        var state = (await _run.Json("journal", "replay", id, "--at", "3")).GetProperty("state");
        Assert.Equal("Running", state.GetProperty("status").GetString());
        var beyond = await _run.Execute("journal", "replay", id, "--at", $"{events.Count + 1}");
        Assert.Equal(ExitCodes.Usage, beyond.ExitCode);
        Assert.Contains($"1 to {events.Count}", beyond.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rebuild_says_whether_anything_differed()
    {
        await _run.ReviewAsync("Change");
        Assert.Equal("1 review folded, none differed\n", (await _run.Execute("journal", "rebuild")).Out);
        var id = new AggregateId("local", "review", (await _run.Ids())[0]);
        await using (var journal = await SqliteJournal.OpenAsync(_run.File, TimeProvider.System))
        {
            await journal.AppendAsync(new StreamAppend(id, (await journal.ReadAsync(id, 0, default)).Version, []) { ReplacesRows = true }, default);
        }

        Assert.Empty(await _run.Ids());
        var missing = await _run.Execute("reviews", "show", id.Id);
        Assert.Equal(ExitCodes.Internal, missing.ExitCode);
        Assert.Contains("journal rebuild", missing.Error, StringComparison.Ordinal);
        Assert.Equal(1, (await _run.Json("journal", "rebuild")).GetProperty("differing").GetInt32());
        Assert.Equal([id.Id], await _run.Ids());
    }

    [Fact]
    public async Task Reviews_at_the_same_time_are_all_recorded()
    {
        var diff = _run.Write("c.diff", Diffs.Clean);
        var runs = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => _run.Execute("review", diff, "--fail-on", "none"))));
        Assert.All(runs, r => Assert.Equal((ExitCodes.Ok, ""), (r.ExitCode, r.Error)));
        Assert.Equal(6, (await _run.Ids()).Count);
        Assert.Equal(ExitCodes.Ok, (await _run.Execute("audit", "verify")).ExitCode);
    }

    [Fact]
    public async Task A_review_whose_process_was_killed_is_ended_by_the_next_one_and_not_with_its_change()
    {
        var id = new AggregateId("local", "review", "killed");
        var facts = new Facts(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), "cli", "c");
        var request = new ReviewRequest("Killed", "ann", "", "", [], "", 0, 1, [new ReviewFile("other.py", 1, 0)], "", []);
        var plan = new ReviewPlan(
            "coordinator", "1", ClassificationPolicy.Default, NegotiationPolicy.HighestSeverity, TimeSpan.FromMinutes(5),
            new[] { "security", "secrets" }.Select(s => new PlannedSpecialist(s, "1", AgentTier.Fast, TimeSpan.FromSeconds(5), [])).ToValueList());
        var decided = ReviewDecider.Decide(ReviewState.Empty, new ReviewCommand.Request(request, plan), facts);
        var events = decided.Events.Select(e => new ReviewEventCodec().Encode(e)).Select(e => new EventData(e.Type, e.Data, facts.Now, facts.Actor, facts.CommandId)).ToList();
        await using (var journal = await SqliteJournal.OpenAsync(_run.File, TimeProvider.System))
        {
            var timers = new[] { "deadline/security", "deadline/secrets", "deadline" }.Select(t => new TimerChange(t, facts.Now.AddSeconds(5))).ToList();
            Assert.Equal(AppendStatus.Appended, await journal.AppendAsync(new StreamAppend(id, 0, events) { Timers = timers }, default));
        }

        Assert.Equal("running", (await _run.Json("reviews", "show", "killed")).GetProperty("status").GetString());
        await _run.ReviewAsync("Next");
        var killed = await _run.Json("reviews", "show", "killed");
        Assert.Equal("failed", killed.GetProperty("status").GetString());
        Assert.All(killed.GetProperty("specialists").EnumerateArray(), s => Assert.Equal("timedOut", s.GetProperty("outcome").GetString()));
        Assert.DoesNotContain("review.late_result/1", (await _run.Execute("journal", "show", "killed")).Out, StringComparison.Ordinal);
        Assert.Equal(2, (await _run.Ids()).Count);
    }

    [Theory]
    [InlineData("reviews show nope", "no review 'nope'")]
    [InlineData("reviews show a/b", "'a/b' is no name")]
    [InlineData("reviews list --status done", "done")]
    [InlineData("reviews list --since yesterday", "yesterday")]
    [InlineData("reviews list --limit 0", "1 to 500")]
    [InlineData("reviews list --after x", "cursor")]
    [InlineData("reviews", "list, show")]
    [InlineData("journal show nope", "no review 'nope'")]
    [InlineData("audit verify --key /no/such/key", "/no/such/key")]
    [InlineData("audit checkpoint", "no events")]
    [InlineData("audit checkpoint --post", "--post")]
    public async Task What_is_not_there_is_said_in_one_line(string arguments, string named)
    {
        await (await SqliteJournal.OpenAsync(_run.File, TimeProvider.System)).DisposeAsync();
        var (exitCode, output, error) = arguments == "reviews" ? await Run.Execute("reviews") : await _run.Execute(arguments.Split(' '));
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Empty(output);
        Assert.Contains(named, Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }
}
