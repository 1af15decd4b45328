using Synapse.Conformance.Engine;
using Synapse.Conformance.Journal;
using Synapse.Core;
using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Kernel;
using Synapse.Core.Marketplace;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Marketplace;
using Synapse.Storage;

namespace Synapse.Runtime.Tests.Marketplace;

public sealed class MarketBoardTests
{
    private static readonly AggregateId Id = new("t", MarketAggregate.Kind, "main");
    private static readonly TimeSpan Staleness = TimeSpan.FromSeconds(5);

    private readonly MemoryJournal _memory = new(new JournalPolicy([MarketAggregate.Kind]));
    private readonly CountedJournal _journal;
    private readonly ManualTime _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private long _version;

    public MarketBoardTests() => _journal = new CountedJournal(_memory);

    [Fact]
    public async Task A_market_that_does_not_exist_is_empty()
    {
        using var board = Board();
        Assert.Equal(MarketState.Empty, (await board.ReadAsync(default)).State);
    }

    [Fact]
    public async Task The_board_shows_a_change_once_what_it_has_is_stale_and_reads_only_what_is_new()
    {
        await Publish("first");
        using var board = Board();
        var index = await board.ReadAsync(default);
        Assert.Equal(["first"], Agents(index));
        await Publish("second");
        _time.Advance(Staleness - TimeSpan.FromTicks(1));
        Assert.Same(index, await board.ReadAsync(default));
        Assert.Equal((1, 0), (_journal.Loads, _journal.Reads));
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(["first", "second"], Agents(await board.ReadAsync(default)));
        Assert.Equal((1, 1, 1L), (_journal.Loads, _journal.Reads, _journal.ReadAfter));
    }

    [Fact]
    public async Task Who_is_told_of_a_change_does_not_wait()
    {
        using var board = Board();
        await board.ReadAsync(default);
        await Publish("first");
        board.Expire();
        Assert.Equal(["first"], Agents(await board.ReadAsync(default)));
    }

    [Fact]
    public async Task What_is_withdrawn_is_not_matched_any_more()
    {
        await Publish("first");
        using var board = Board();
        Assert.Equal(["first"], Matched(await board.ReadAsync(default)));
        await Append(new MarketEvent.ListingWithdrawn("first", 2, "ann", default));
        board.Expire();
        Assert.Empty(Matched(await board.ReadAsync(default)));
    }

    [Fact]
    public async Task New_figures_keep_the_listings_and_quicken_the_pulse()
    {
        await Publish("first");
        using var board = Board();
        var before = await board.ReadAsync(default);
        await Append(new MarketEvent.MatchRecorded(MarketSamples.Outcome(dayOfJanuary: 1), default));
        board.Expire();
        var after = await board.ReadAsync(default);
        Assert.Same(before.Candidates[0], after.Candidates[0]);
        Assert.Equal(1_000, Request(after).Pulse.UsualPrices[Category.Security]);
        _time.Advance(TimeSpan.FromDays(40));
        Assert.Empty(Request(await board.ReadAsync(default)).Pulse.UsualPrices);
    }

    [Fact]
    public async Task What_is_known_of_the_agents_counts_from_the_next_reading_on()
    {
        await Publish("first");
        using var board = Board();
        Assert.Equal(3_000, (await board.ReadAsync(default)).Match(Request(await board.ReadAsync(default))).Weighed[0].Parts[0].Quality);
        board.Use(new Dictionary<string, Standing> { ["first"] = new([new CapabilityStanding(new Capability(Category.Security, "csharp"), 7_000, 50)], false, true, TimeSpan.Zero) });
        Assert.Equal(7_000, (await board.ReadAsync(default)).Match(Request(await board.ReadAsync(default))).Weighed[0].Parts[0].Quality);
    }

    [Fact]
    public async Task A_market_whose_old_events_are_gone_is_read_from_its_snapshot()
    {
        await Publish("first");
        using var board = Board();
        await board.ReadAsync(default);
        await Publish("second");
        await Publish("third");
        var state = (await new AggregateStore<MarketAggregate, MarketState, MarketCommand, MarketEvent, MarketReply>(Id, _memory, MarketForm.Current).LoadAsync(default)).State;
        var codec = new MarketStateCodec();
        Assert.Equal(AppendStatus.Appended, await _memory.AppendAsync(new StreamAppend(Id, _version, []) { Snapshot = new SnapshotData(_version, codec.Schema, codec.Encode(state)) }, default));
        Assert.Equal(CompactStatus.Compacted, await _memory.CompactAsync(Id, default));
        board.Expire();
        Assert.Equal(["first", "second", "third"], Agents(await board.ReadAsync(default)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task After_a_journal_that_was_out_of_reach_the_board_goes_on()
    {
        await Publish("first");
        using var board = Board();
        await board.ReadAsync(default);
        await Publish("second");
        board.Expire();
        _journal.IsBroken = true;
        await Assert.ThrowsAsync<IOException>(async () => await board.ReadAsync(default));
        _journal.IsBroken = false;
        Assert.Equal(["first", "second"], Agents(await board.ReadAsync(default)));
    }

    [Fact]
    public async Task One_reader_reads_the_journal_for_all()
    {
        await Publish("first");
        using var board = Board();
        _journal.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var readers = Enumerable.Range(0, 20).Select(_ => board.ReadAsync(default).AsTask()).ToList();
        _journal.Gate.SetResult();
        var seen = await Task.WhenAll(readers);
        Assert.Single(seen.Distinct());
        Assert.Equal(1, _journal.Loads);
    }

    private MarketBoard Board() => new(_journal, Id, _time, Staleness);

    private Task Publish(string agent) => Append(new MarketEvent.ListingPublished(MarketSamples.Listing(agent) with { IsThirdParty = false, Frameworks = [] }, 1, "ann", default));

    private async Task Append(MarketEvent @event)
    {
        var (type, data) = new MarketEventCodec().Encode(@event);
        Assert.Equal(AppendStatus.Appended, await _memory.AppendAsync(new StreamAppend(Id, _version, [new EventData(type, data, default, "ann", $"c{_version}")]), default));
        _version++;
    }

    private static IEnumerable<string> Agents(MarketIndex index) => index.Candidates.Select(c => c.Listing.Agent);

    private static IEnumerable<string> Matched(MarketIndex index) => index.Match(Request(index)).Chosen.Select(c => c.Agent);

    private static MatchRequest Request(MarketIndex index) => index.RequestFor(
        "r1", new ChangeProfile([new LanguageLines("csharp", 10)], [], 10, 1, 100, 0, false, [new CategoryNeed(Category.Security, 10_000)]), 1_000_000, TimeSpan.FromMinutes(1));

    private sealed class CountedJournal(IJournal inner) : PassingJournal(inner)
    {
        public int Loads { get; private set; }

        public int Reads { get; private set; }

        public long ReadAfter { get; private set; }

        public bool IsBroken { get; set; }

        public TaskCompletionSource? Gate { get; set; }

        public override async ValueTask<StreamSlice> LoadAsync(AggregateId stream, CancellationToken cancellationToken)
        {
            Loads++;
            await (Gate?.Task ?? Task.CompletedTask);
            return await base.LoadAsync(stream, cancellationToken);
        }

        public override ValueTask<StreamSlice> ReadAsync(AggregateId stream, long afterVersion, CancellationToken cancellationToken)
        {
            (Reads, ReadAfter) = (Reads + 1, afterVersion);
            return IsBroken ? throw new IOException("gone") : base.ReadAsync(stream, afterVersion, cancellationToken);
        }
    }
}
