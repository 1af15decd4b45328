using Synapse.Runtime.Journal;
using Synapse.Storage.Sql;

namespace Synapse.Storage.Tests;

/// <summary>What someone with the database's password can do, and what the journal says about it.</summary>
public abstract class TamperingConformance : JournalScene
{
    [Theory]
    [InlineData("UPDATE events SET actor = 'eve' WHERE position = 2", 2)]
    [InlineData("UPDATE events SET data = hash WHERE position = 2", 2)]
    [InlineData("UPDATE events SET at_ticks = at_ticks + 1 WHERE position = 3", 3)]
    [InlineData("UPDATE events SET type = 'test.other/1' WHERE position = 1", 1)]
    [InlineData("UPDATE events SET data = NULL, digest = hash WHERE position = 1", 1)]
    [InlineData("DELETE FROM events WHERE position = 2", 3)]
    [InlineData("UPDATE events SET position = 9 WHERE position = 3", 9)]
    [InlineData("UPDATE streams SET id = 'other'", 1)]
    [InlineData("UPDATE events SET hash = digest WHERE false; UPDATE events SET tenant = 'u' WHERE position = 1", 2)]
    public async Task A_changed_row_is_found(string change, long position)
    {
        var journal = await OpenAsync();
        await Append(journal, 0, "a", "b", "c");
        Run(change);
        var result = await journal.Audit.VerifyAsync("t", null, None);
        Assert.Equal(position, result.BrokenPosition);
        Assert.NotNull(result.Problem);
    }

    [Theory]
    [InlineData("DELETE FROM events WHERE position = 3")]
    [InlineData("DELETE FROM events")]
    [InlineData("UPDATE checkpoints SET hash = 'x'")]
    public async Task A_cut_off_end_is_found_by_a_checkpoint(string change)
    {
        var journal = await OpenAsync();
        await Append(journal, 0, "a", "b", "c");
        await journal.Audit.CheckpointAsync("t", Now, null, None);
        Run(change);
        Assert.Equal(3, (await journal.Audit.VerifyAsync("t", null, None)).BrokenPosition);
    }

    [Theory]
    [InlineData("DELETE FROM events WHERE position = 3; UPDATE chains SET position = 2, hash = (SELECT hash FROM events WHERE position = 2)", 3)]
    [InlineData("DELETE FROM events; DELETE FROM chains", 3)]
    [InlineData("UPDATE events SET hash = (SELECT hash FROM events WHERE position = 1) WHERE position = 3", 3)]
    public async Task What_was_done_to_the_chain_and_its_checkpoints_is_found_by_one_kept_elsewhere(string change, long position)
    {
        var journal = await OpenAsync();
        await Append(journal, 0, "a");
        var first = await journal.Audit.CheckpointAsync("t", Now, null, None);
        await Append(journal, 1, "b", "c");
        var kept = await journal.Audit.CheckpointAsync("t", Now, null, None);
        Assert.True((await journal.Audit.VerifyAsync("t", null, [kept!, first!], None)).IsIntact);
        Run("DELETE FROM checkpoints; " + change);
        Assert.Equal(position, (await journal.Audit.VerifyAsync("t", null, [kept!], None)).BrokenPosition);
    }

    [Fact]
    public async Task An_audited_event_cannot_be_passed_off_as_compacted()
    {
        var journal = await OpenAsync();
        await journal.AppendAsync(new StreamAppend(Queue, 0, [Event("a")]) { Snapshot = new SnapshotData(1, "s/1", new byte[1]) }, None);
        await Append(journal, 0, "a");
        await journal.MarkReactedAsync(Queue, 1, None);
        await journal.CompactAsync(Queue, None);
        Run("UPDATE events SET data = NULL, digest = (SELECT digest FROM events WHERE position = 1) WHERE position = 2");
        Assert.Equal(2, (await journal.Audit.VerifyAsync("t", null, None)).BrokenPosition);
    }

    [Fact]
    public async Task An_event_that_another_program_put_there_is_a_conflict_for_its_stream_only()
    {
        var journal = await OpenAsync();
        await Append(journal, 0, "a");
        Run("INSERT INTO events (position, stream, version, tenant, type, data, at_ticks, actor, command_id, hash) SELECT 99, stream, 2, tenant, type, data, at_ticks, actor, command_id, hash FROM events");
        var others = Enumerable.Range(0, 20).Select(i => new StreamAppend(Stream with { Id = $"s{i}" }, 0, [Event("b")])).Append(new StreamAppend(Stream, 1, [Event("b")]));
        var results = await Task.WhenAll(others.Select(a => Task.Run(() => journal.AppendAsync(a, None).AsTask())));
        Assert.Equal(Enumerable.Repeat(AppendStatus.Appended, 20).Append(AppendStatus.Conflict), results);
    }

    [Fact]
    public async Task A_damaged_body_is_not_handed_out()
    {
        var journal = await OpenAsync();
        var hash = await journal.Bodies.PutAsync("t", "body"u8.ToArray(), Now, None);
        await Append(journal, 0, "a");
        Run("UPDATE bodies SET packed = (SELECT hash FROM events WHERE position = 1)");
        await Assert.ThrowsAsync<InvalidDataException>(() => journal.Bodies.GetAsync("t", hash, None).AsTask());
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_refused()
    {
        await OpenAsync();
        Run("INSERT INTO schema_version (version, name, applied_ticks) VALUES (9999, 'later', 0)");
        var error = await Assert.ThrowsAsync<SchemaTooNewException>(OpenAsync);
        Assert.Contains("9999", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_may_open_an_empty_database_at_once()
    {
        var journals = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(OpenStoreAsync)));
        Assert.Equal(AppendStatus.Appended, await Append(journals[7], 0, "a"));
        foreach (var journal in journals)
        {
            Assert.Single((await journal.ReadAsync(Stream, 0, None)).Events);
            await journal.DisposeAsync();
        }
    }

    /// <summary>Changes the database behind the journal's back.</summary>
    protected abstract void Run(string text);
}
