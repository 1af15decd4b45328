using System.Text;
using Synapse.Runtime.Journal;

namespace Synapse.Storage.Tests;

/// <summary>What every journal must do beside the streams: bodies, compaction, the audit chain.</summary>
public abstract class StoreConformance : JournalScene
{
    [Fact]
    public async Task A_body_is_stored_once_per_tenant_and_comes_back()
    {
        var journal = await OpenAsync();
        var content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a large diff\n", 10_000)));
        var hash = await journal.Bodies.PutAsync("t", content, Now, None);
        Assert.Equal(hash, await journal.Bodies.PutAsync("t", content, Now.AddSeconds(-1), None));
        Assert.Equal(content, (await journal.Bodies.GetAsync("t", hash, None))!.Value.ToArray());
        Assert.Null(await journal.Bodies.GetAsync("u", hash, None));
        var empty = await journal.Bodies.PutAsync("t", default, Now, None);
        Assert.Equal(0, (await journal.Bodies.GetAsync("t", empty, None))!.Value.Length);
    }

    [Fact]
    public async Task Bodies_that_a_stream_holds_are_not_collected()
    {
        var journal = await OpenAsync();
        var held = await journal.Bodies.PutAsync("t", "held"u8.ToArray(), Now, None);
        var free = await journal.Bodies.PutAsync("t", "free"u8.ToArray(), Now, None);
        Assert.Equal(AppendStatus.Appended, await journal.AppendAsync(new StreamAppend(Stream, 0, [Event("a")]) { Holds = [held, held] }, None));
        Assert.Equal(0, await journal.Bodies.CollectAsync(Now, 10, None));
        Assert.Equal(1, await journal.Bodies.CollectAsync(Now.AddTicks(1), 10, None));
        Assert.NotNull(await journal.Bodies.GetAsync("t", held, None));
        Assert.Equal(AppendStatus.MissingBody, await journal.AppendAsync(new StreamAppend(Stream, 1, [Event("b")]) { Holds = [free] }, None));
        Assert.Equal(AppendStatus.Appended, await journal.AppendAsync(new StreamAppend(Stream, 1, [Event("b")]) { Releases = [held, free] }, None));
        Assert.Equal(1, await journal.Bodies.CollectAsync(Now.AddTicks(1), 10, None));
        Assert.Null(await journal.Bodies.GetAsync("t", held, None));
    }

    [Fact]
    public async Task Collecting_never_takes_a_body_from_an_append()
    {
        var journal = await OpenAsync();
        var other = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(async () =>
        {
            var content = Encoding.UTF8.GetBytes($"body {i}");
            var hash = await journal.Bodies.PutAsync("t", content, Now, None);
            var collecting = Task.Run(() => other.Bodies.CollectAsync(Now.AddDays(1), 10, None).AsTask());
            var append = new StreamAppend(Stream with { Id = $"s{i}" }, 0, [Event("a")]) { Holds = [hash] };
            while (await journal.AppendAsync(append, None) == AppendStatus.MissingBody)
            {
                await journal.Bodies.PutAsync("t", content, Now, None);
            }

            await collecting;
            Assert.Equal(content, (await journal.Bodies.GetAsync("t", hash, None))!.Value.ToArray());
        })));
    }

    [Fact]
    public async Task Compaction_removes_what_the_snapshot_covers_and_the_chain_still_holds()
    {
        var journal = await OpenAsync();
        Assert.Equal(CompactStatus.Nothing, await journal.CompactAsync(Queue, None));
        await journal.AppendAsync(new StreamAppend(Queue, 0, [Event("a"), Event("b"), Event("c")]) { Snapshot = new SnapshotData(2, "s/1", new byte[1]) }, None);
        Assert.Equal(2, (await journal.LoadAsync(Queue, None)).ReactedVersion);
        var letter = new DeadLetter(Queue, 1, 0, "{}", "no", 1, Now);
        await journal.RecordDeadLetterAsync(letter, None);
        Assert.Equal(CompactStatus.Compacted, await journal.CompactAsync(Queue, None));
        Assert.Equal([letter], await journal.ReadDeadLettersAsync("t", null, 10, None));
        Assert.Equal(CompactStatus.Nothing, await journal.CompactAsync(Queue, None));
        Assert.Equal([3], (await journal.ReadAsync(Queue, 0, None)).Events.Select(e => e.Version));
        Assert.Equal([3], (await journal.LoadAsync(Queue, None)).Events.Select(e => e.Version));
        Assert.Equal([3], (await journal.ReadAllAsync(0, 10, None)).Select(e => e.Position));
        Assert.Equal([3], (await journal.ReadAllAsync(Queue, 0, 10, None)).Select(e => e.Position));
        Assert.Equal(AppendStatus.Appended, await journal.AppendAsync(new StreamAppend(Queue, 3, [Event("d")]), None));
        Assert.Equal((4, true), (await journal.Audit.VerifyAsync("t", null, None)) is var result ? (result.Events, result.IsIntact) : default);
    }

    [Fact]
    public async Task An_audited_kind_is_never_compacted()
    {
        var journal = await OpenAsync();
        await journal.AppendAsync(new StreamAppend(Stream, 0, [Event("a")]) { Snapshot = new SnapshotData(1, "s/1", new byte[1]) }, None);
        await journal.MarkReactedAsync(Stream, 1, None);
        Assert.Equal(CompactStatus.Audited, await journal.CompactAsync(Stream, None));
        Assert.Single((await journal.ReadAsync(Stream, 0, None)).Events);
    }

    [Fact]
    public async Task The_chain_of_each_tenant_holds_and_can_be_exported()
    {
        var journal = await OpenAsync();
        Assert.Equal(new AuditResult(0, 0, "", null, null), await journal.Audit.VerifyAsync("t", null, None));
        await Append(journal, 0, "a");
        await journal.AppendAsync(new StreamAppend(Stream with { Tenant = "u" }, 0, [Event("b")]), None);
        await Append(journal, 1, "c");
        var rows = new List<AuditRow>();
        await foreach (var row in journal.Audit.ExportAsync("t", 0, None))
        {
            rows.Add(row);
        }

        Assert.Equal([1, 3], rows.Select(r => r.Position));
        Assert.Equal(["a", "c"], rows.Select(r => Text(r.Event)));
        var result = await journal.Audit.VerifyAsync("t", null, None);
        Assert.Equal((true, 2, 3, Convert.ToHexStringLower(rows[1].Hash.Span)), (result.IsIntact, result.Events, result.Position, result.Hash));
    }

    /// <summary>The form of the chain is part of the journal: a change of it would make every stored journal look tampered with.</summary>
    [Fact]
    public async Task The_first_hash_of_a_known_event_never_changes()
    {
        var journal = await OpenAsync();
        await Append(journal, 0, "a");
        Assert.Equal("c017ff5a5e6a4b831bfd899910211ecc800d54a4038936b26bfd91267673489f", (await journal.Audit.VerifyAsync("t", null, None)).Hash);
    }

    [Fact]
    public async Task The_position_of_a_reader_is_what_was_written_last()
    {
        var journal = await OpenAsync();
        Assert.Equal(0, await journal.Positions.ReadAsync("a", None));
        await journal.Positions.WriteAsync("a", 7, None);
        await journal.Positions.WriteAsync("b", long.MaxValue, None);
        Assert.Equal(7, await (await OpenAsync()).Positions.ReadAsync("a", None));
        await journal.Positions.WriteAsync("a", 3, None);
        Assert.Equal((3, long.MaxValue), (await journal.Positions.ReadAsync("a", None), await journal.Positions.ReadAsync("b", None)));
        Assert.Equal(0, await journal.Positions.ReadAsync("A", None));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => journal.Positions.WriteAsync("", 1, None).AsTask());
        await Assert.ThrowsAnyAsync<ArgumentException>(() => journal.Positions.WriteAsync(new string('a', IReaderPositions.MaxNameLength + 1), 1, None).AsTask());
        await Assert.ThrowsAnyAsync<ArgumentException>(() => journal.Positions.WriteAsync("a", -1, None).AsTask());
    }

    [Fact]
    public async Task A_checkpoint_is_signed_and_checked()
    {
        var journal = await OpenAsync();
        Assert.Null(await journal.Audit.CheckpointAsync("t", Now, null, None));
        await Append(journal, 0, "a", "b");
        var checkpoint = await journal.Audit.CheckpointAsync("t", Now, payload => payload.ToArray().Reverse().ToArray(), None);
        Assert.Equal(2, checkpoint!.Position);
        Assert.True((await journal.Audit.CheckpointAsync("t", Now.AddDays(1), null, None))!.Signature.IsEmpty);
        await Append(journal, 2, "c");
        var stored = Assert.Single(await journal.Audit.ReadCheckpointsAsync("t", None));
        Assert.Equal(checkpoint.Payload().ToArray(), stored.Payload().ToArray());
        Assert.True((await journal.Audit.VerifyAsync("t", c => c.Signature.Span.SequenceEqual(c.Payload().ToArray().Reverse().ToArray()), None)).IsIntact);
        Assert.Equal(2, (await journal.Audit.VerifyAsync("t", _ => false, None)).BrokenPosition);
    }
}
