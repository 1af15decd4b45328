using System.Text;
using System.Text.Json;
using Synapse.Core;
using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Kernel;
using Synapse.Core.Marketplace;
using Synapse.Runtime.Marketplace;
using Synapse.Runtime.Tests.Agents;
using Synapse.Storage.Commits;

namespace Synapse.Runtime.Tests.Marketplace;

/// <summary>One JSON file per event version, and one per way to be paid, committed and never edited; SYNAPSE_WRITE_SNAPSHOTS=1 writes the file of a new one.</summary>
public sealed class MarketSnapshotTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly MarketEventCodec Codec = new();
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    private static readonly Dictionary<string, MarketEvent> Samples = new()
    {
        ["market.listing_published.1"] = Published(new ListingPrice.PerLine(20, 1_000)),
        ["market.listing_published.1.fixed"] = Published(new ListingPrice.Fixed(500)),
        ["market.listing_published.1.per_token"] = Published(new ListingPrice.PerToken(3_000, 12, 2_000)),
        ["market.listing_published.1.sealed_bid"] = Published(new ListingPrice.SealedBid(500, 10, 2_500)),
        ["market.listing_withdrawn.1"] = new MarketEvent.ListingWithdrawn("reader", 4, "ann", At),
        ["market.listing_approved.1"] = new MarketEvent.ListingApproved("reader", 3, "bob", At),
        ["market.policy_set.1"] = new MarketEvent.PolicySet(MarketSamples.Policy, 1, "ann", At),
        ["market.match_recorded.1"] = new MarketEvent.MatchRecorded(MarketSamples.Outcome(), At),
    };

    public static TheoryData<string> Files => [.. Samples.Keys];

    [Theory]
    [MemberData(nameof(Files))]
    public void An_event_is_written_and_read_as_its_committed_file_says(string name)
    {
        var (type, data) = Codec.Encode(Samples[name]);
        Assert.StartsWith(type.Replace('/', '.'), name, StringComparison.Ordinal);
        var file = Path.Combine(RepositoryRoot.Path, "tests", "Synapse.Runtime.Tests", "Marketplace", "Events", name + ".json");
        var json = JsonSerializer.Serialize(JsonDocument.Parse(data), Indented) + "\n";
        if (Environment.GetEnvironmentVariable("SYNAPSE_WRITE_SNAPSHOTS") == "1" && !File.Exists(file))
        {
            File.WriteAllText(file, json);
        }

        var committed = File.ReadAllText(file);
        Assert.Equal(committed, json);
        Assert.Equal(Samples[name], Codec.Decode(type, Encoding.UTF8.GetBytes(committed)));
    }

    [Fact]
    public void Every_event_has_a_file() => Assert.All(Codec.Names, name => Assert.Contains(name.Replace('/', '.'), Samples));

    /// <summary>A state with another form must not be read from a snapshot of the old one: whoever changes this list gives the schema a new name.</summary>
    [Fact]
    public void The_schema_names_the_form_of_the_state()
    {
        var codec = new MarketStateCodec();
        Assert.Equal("market.state/1", codec.Schema);
        var state = Samples.Values.Aggregate(MarketState.Empty, MarketState.Evolve);
        Assert.Equal(
            ["policy", "policyRevision", "listings", "demand", "counted"],
            JsonDocument.Parse(codec.Encode(state)).RootElement.EnumerateObject().Select(p => p.Name));
        Assert.True(codec.TryDecode(codec.Encode(state), out var back));
        Assert.Equal(state, back);
    }

    /// <summary>A state that no append takes would be the end of its market.</summary>
    [Fact]
    public void The_largest_state_is_a_snapshot_that_a_journal_takes()
    {
        var text = new string('ä', MarketRules.MaxTextLength);
        var id = new string('x', AggregateId.MaxPartLength);
        var largest = MarketSamples.Listing(price: new ListingPrice.SealedBid(MarketRules.MaxPrice, MarketRules.MaxUnitPrice, 100_000)) with
        {
            Agent = id,
            Publisher = id,
            Version = text,
            Licence = text,
            Capabilities = Enumerable.Range(0, MarketRules.MaxCapabilities).Select(i => new Capability(Category.Maintainability, $"{i}".PadLeft(MarketRules.MaxWordLength, 'x'))).ToValueList(),
            Frameworks = Enumerable.Range(0, MarketRules.MaxFrameworks).Select(i => $"{i}".PadLeft(MarketRules.MaxWordLength, 'x')).ToValueList(),
        };
        var refusal = MarketDecider.Decide(MarketState.Empty, new MarketCommand.Publish(largest, 0), new Facts(At, "ann", "c")).Refusal;
        Assert.Null(refusal);
        var approvals = Enumerable.Range(0, MarketDecider.MaxApprovals).Select(i => $"{i}".PadLeft(MarketRules.MaxTextLength, 'ä')).ToValueSet();
        var day = new DemandDay(20_000, 20_000, 1L << 50, 20_000_000, 20_000, 1L << 50, 1L << 50, 1L << 50, 1L << 50);
        var days = ValueMap<DateOnly, DemandDay>.Empty.With(new DateOnly(2026, 1, 2), day);
        var codec = new MarketStateCodec();
        var empty = Bytes(MarketState.Empty);
        var sum = (long)MarketDecider.MaxListings * (Bytes(MarketState.Empty with { Listings = MarketState.Empty.Listings.With(id, new ListingEntry(1_000_000, largest, approvals)) }) - empty)
            + ((long)MarketDecider.MaxCapabilities * MarketState.DaysKept * (Bytes(MarketState.Empty with { Demand = MarketState.Empty.Demand.With("maintainability/", days) }) - empty))
            + ((long)MarketDecider.MaxMatchesPerDay * MarketState.DaysCounted * (id.Length + 3));
        Assert.InRange(sum, 1, CommitLimits.Default.MaxAppendBytes - (2 << 20));

        int Bytes(MarketState state) => codec.Encode(state).Length;
    }

    private static MarketEvent.ListingPublished Published(ListingPrice price) => new(MarketSamples.Listing(price: price), 3, "ann", At);
}
