using System.Text;
using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;

namespace Synapse.Storage.Tests;

/// <summary>What every journal must do; each provider inherits it.</summary>
public abstract class JournalConformance
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly AggregateId _stream = new("t", "review", "one");

    protected abstract IJournal Create();

    [Fact]
    public async Task A_stream_that_was_never_written_is_empty()
    {
        var slice = await Create().ReadAsync(_stream, 0, None);
        Assert.Empty(slice.Events);
        Assert.Equal(0, slice.ReactedVersion);
    }

    [Fact]
    public async Task Events_come_back_in_order_and_unchanged()
    {
        var journal = Create();
        Assert.Equal(AppendStatus.Appended, await journal.AppendAsync(_stream, 0, [Event("a"), Event("b")], None));
        Assert.Equal(AppendStatus.Appended, await journal.AppendAsync(_stream, 2, [Event("c")], None));
        var slice = await journal.ReadAsync(_stream, 0, None);
        Assert.Equal([1, 2, 3], slice.Events.Select(e => e.Version));
        Assert.Equal(["a", "b", "c"], slice.Events.Select(e => Encoding.UTF8.GetString(e.Event.Data.Span)));
        Assert.Equal(Event("a") with { Data = default }, slice.Events[0].Event with { Data = default });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(99)]
    public async Task Another_expected_version_is_a_conflict_and_writes_nothing(long expected)
    {
        var journal = Create();
        await journal.AppendAsync(_stream, 0, [Event("a")], None);
        Assert.Equal(AppendStatus.Conflict, await journal.AppendAsync(_stream, expected, [Event("b")], None));
        Assert.Single((await journal.ReadAsync(_stream, 0, None)).Events);
    }

    [Fact]
    public async Task Reading_after_a_version_gives_what_follows()
    {
        var journal = Create();
        await journal.AppendAsync(_stream, 0, [Event("a"), Event("b"), Event("c")], None);
        Assert.Equal([2, 3], (await journal.ReadAsync(_stream, 1, None)).Events.Select(e => e.Version));
        Assert.Empty((await journal.ReadAsync(_stream, 3, None)).Events);
    }

    [Fact]
    public async Task Streams_are_apart()
    {
        var journal = Create();
        var other = _stream with { Tenant = "u" };
        await journal.AppendAsync(_stream, 0, [Event("a")], None);
        Assert.Equal(AppendStatus.Appended, await journal.AppendAsync(other, 0, [Event("b")], None));
        Assert.Equal("b", Encoding.UTF8.GetString((await journal.ReadAsync(other, 0, None)).Events[0].Event.Data.Span));
    }

    [Fact]
    public async Task Streams_whose_effects_have_not_run_are_behind()
    {
        var journal = Create();
        var other = _stream with { Id = "two" };
        await journal.AppendAsync(_stream, 0, [Event("a"), Event("b")], None);
        await journal.AppendAsync(other, 0, [Event("a")], None);
        Assert.Equal([_stream, other], await journal.ReadBehindAsync(None));
        await journal.MarkReactedAsync(other, 1, None);
        await journal.MarkReactedAsync(_stream, 2, None);
        await journal.MarkReactedAsync(_stream, 1, None);
        Assert.Empty(await journal.ReadBehindAsync(None));
        Assert.Equal(2, (await journal.ReadAsync(_stream, 0, None)).ReactedVersion);
    }

    [Fact]
    public async Task Of_concurrent_appends_at_one_version_exactly_one_wins()
    {
        var journal = Create();
        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => journal.AppendAsync(_stream, 0, [Event($"{i}")], None).AsTask())));
        Assert.Equal(1, results.Count(r => r == AppendStatus.Appended));
        Assert.Single((await journal.ReadAsync(_stream, 0, None)).Events);
    }

    private static EventData Event(string data) =>
        new("test.happened/1", Encoding.UTF8.GetBytes(data), new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), "ann", "command");
}
