using System.Text.Json;
using Synapse.Cli.Journals;
using Synapse.Cli.Tests.Journals;
using Synapse.Core;
using Synapse.Core.Kernel;
using Synapse.Core.Queues;
using Synapse.Hosting.Work;

namespace Synapse.Cli.Tests.Queues;

/// <summary>Queues on a journal in a SQLite file.</summary>
public sealed class QueueVerbTests : IDisposable
{
    private readonly JournalRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task Queues_are_listed_with_where_their_items_are()
    {
        await _run.SeedAsync(async journal =>
        {
            await Enqueue(journal, Nightly(journal), 3);
            await Enqueue(journal, ReviewQueue.Id, 1);
            await Claim(journal, Nightly(journal), 1);
        });
        var queues = (await _run.Json("queue", "list")).EnumerateArray().ToDictionary(q => q.GetProperty("queue").GetString()!, q => q.GetProperty("counts"));
        Assert.Equal((2, 1), (Count(queues["nightly"], "ready"), Count(queues["nightly"], "running")));
        Assert.Equal(1, Count(queues["reviews"], "ready"));
        Assert.Contains("nightly  local    running  2", (await _run.Succeed("queue", "list")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dead_letters_are_shown_with_their_causes_and_redriven()
    {
        await _run.SeedAsync(async journal =>
        {
            await Enqueue(journal, Nightly(journal), 2);
            foreach (var work in await Claim(journal, Nightly(journal), 2))
            {
                await journal.SendAsync<QueueCommand, QueueReply>(Nightly(journal), new QueueCommand.Fail(new WorkToken(work.Item.Id, work.Token), WorkFailure.Permanent, "the key was refused", null));
            }
        });
        var dead = (await _run.Json("queue", "show", "nightly")).GetProperty("deadLetters").EnumerateArray().ToList();
        Assert.Equal(["job-0", "job-1"], dead.Select(d => d.GetProperty("id").GetString()));
        Assert.All(dead, d => Assert.Equal("the key was refused", d.GetProperty("cause").GetString()));
        var (page, _) = await _run.Succeed("queue", "show", "nightly", "--limit", "1");
        Assert.Contains("the key was refused", page, StringComparison.Ordinal);
        Assert.Contains("the first 1 of 2", page, StringComparison.Ordinal);

        Assert.Contains("did you mean 'job-1'?", await _run.Refused("queue", "redrive", "nightly", "jbo-1"), StringComparison.Ordinal);
        Assert.Contains("1 dead letter of nightly will be tried again, 1 left", (await _run.Succeed("queue", "redrive", "nightly", "job-1")).Error, StringComparison.Ordinal);
        await _run.Succeed("queue", "redrive", "nightly");
        Assert.Equal((0, 2), (Count(await Counts(), "dead"), Count(await Counts(), "ready")));
        Assert.Contains("has no dead letters", (await _run.Succeed("queue", "redrive", "nightly")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_paused_queue_gives_no_work_out_until_it_is_resumed()
    {
        await _run.SeedAsync(journal => Enqueue(journal, Nightly(journal), 1));
        await _run.Succeed("queue", "pause", "nightly", "--reason", "upgrade", "--until", "2h");
        await _run.SeedAsync(async journal => Assert.Empty(await Claim(journal, Nightly(journal), 1)));
        var shown = await _run.Json("queue", "show", "nightly");
        Assert.Equal(("paused", "upgrade"), (shown.GetProperty("mode").GetString(), shown.GetProperty("reason").GetString()));
        Assert.InRange(shown.GetProperty("until").GetDateTimeOffset(), DateTimeOffset.UtcNow.AddMinutes(60), DateTimeOffset.UtcNow.AddMinutes(120));
        await _run.Succeed("queue", "resume", "nightly");
        await _run.SeedAsync(async journal => Assert.Single(await Claim(journal, Nightly(journal), 1)));
    }

    [Fact]
    public async Task A_draining_queue_takes_no_new_work()
    {
        await _run.SeedAsync(journal => Enqueue(journal, Nightly(journal), 1));
        await _run.Succeed("queue", "drain", "nightly");
        await _run.SeedAsync(async journal =>
        {
            var refused = await journal.SendAsync<QueueCommand, QueueReply>(Nightly(journal), new QueueCommand.Enqueue([WorkItem.Of("more", "local", "{}")]));
            Assert.Equal(RefusalCode.WrongState, refused.Refusal?.Code);
            Assert.Single(await Claim(journal, Nightly(journal), 1));
        });
    }

    [Fact]
    public async Task A_limit_bounds_what_runs_at_once_and_can_be_taken_away()
    {
        await _run.SeedAsync(journal => Enqueue(journal, Nightly(journal), 3));
        await _run.Succeed("queue", "limit", "nightly", "queue", "1");
        await _run.SeedAsync(async journal => Assert.Single(await Claim(journal, Nightly(journal), 3)));
        Assert.Contains("queue 1", (await _run.Succeed("queue", "show", "nightly")).Out, StringComparison.Ordinal);
        Assert.Contains("is no key", await _run.Refused("queue", "limit", "nightly", "agents", "1"), StringComparison.Ordinal);
        Assert.Contains("is no limit", await _run.Refused("queue", "limit", "nightly", "queue", "many"), StringComparison.Ordinal);
        await _run.Succeed("queue", "limit", "nightly", "queue", "none");
        await _run.SeedAsync(async journal => Assert.Equal(2, (await Claim(journal, Nightly(journal), 3)).Count));
    }

    [Fact]
    public async Task An_empty_journal_has_the_queue_of_reviews_and_no_other()
    {
        await _run.SeedAsync(_ => Task.CompletedTask);
        Assert.Equal("reviews", Assert.Single((await _run.Json("queue", "list")).EnumerateArray()).GetProperty("queue").GetString());
        Assert.Contains("0 ready", (await _run.Succeed("queue", "show", "reviews")).Out, StringComparison.Ordinal);
        Assert.Contains("did you mean 'reviews'?", await _run.Refused("queue", "pause", "review"), StringComparison.Ordinal);
        Assert.Contains("--until", await _run.Refused("queue", "pause", "reviews", "--until", "soon"), StringComparison.Ordinal);
        Assert.Contains("later than now", await _run.Refused("queue", "pause", "reviews", "--until", "2020-01-01"), StringComparison.Ordinal);
    }

    private static AggregateId Nightly(TenantJournal journal) => journal.IdOf(QueueAggregate.Kind, "nightly");

    private static async Task Enqueue(TenantJournal journal, AggregateId queue, int items)
    {
        var command = new QueueCommand.Enqueue(Enumerable.Range(0, items).Select(i => WorkItem.Of($"job-{i}", "local", "{}")).ToValueList());
        Assert.Null((await journal.SendAsync<QueueCommand, QueueReply>(queue, command)).Refusal);
    }

    private static async Task<ValueList<ClaimedWork>> Claim(TenantJournal journal, AggregateId queue, int max) =>
        (await journal.SendAsync<QueueCommand, QueueReply>(queue, new QueueCommand.Claim("w", max, TimeSpan.FromHours(1), []))).Reply!.Work;

    private async Task<JsonElement> Counts() => (await _run.Json("queue", "show", "nightly")).GetProperty("counts");

    private static int Count(JsonElement counts, string name) => counts.GetProperty(name).GetInt32();
}
