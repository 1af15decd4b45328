using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Kernel;
using Synapse.Core.Marketplace;
using Synapse.Core.Signals;

namespace Synapse.Core.Tests.Marketplace;

public sealed class MarketDeciderTests
{
    private static readonly Listing Reader = Market.Listing("reader", publisher: "ann") with { IsThirdParty = true };
    private static readonly Listing Dearer = Reader with { Price = new ListingPrice.Fixed(2_000) };

    [Fact]
    public void A_changed_listing_is_a_new_revision_and_the_same_again_changes_nothing()
    {
        var state = Run(new MarketCommand.Publish(Reader, 0));
        Assert.Equal(1, state.Listings["reader"].Revision);
        Assert.Empty(Decide(state, new MarketCommand.Publish(Reader, 1)).Events);
        Assert.Equal(2, Run(state, new MarketCommand.Publish(Dearer, 1)).Listings["reader"].Revision);
    }

    [Fact]
    public void A_command_about_an_old_revision_is_refused()
    {
        var state = Run(new MarketCommand.Publish(Reader, 0), new MarketCommand.Publish(Dearer, 1));
        Refused(RefusalCode.Conflict, state, new MarketCommand.Publish(Reader, 0));
        Refused(RefusalCode.Conflict, state, new MarketCommand.Withdraw("reader", 1));
        Refused(RefusalCode.Conflict, state, new MarketCommand.Approve("reader", 1));
        Refused(RefusalCode.Conflict, Run(state, new MarketCommand.Withdraw("reader", 2)), new MarketCommand.Publish(Reader, 0));
        Refused(RefusalCode.Conflict, Run(new MarketCommand.SetPolicy(Market.Policy, 0)), new MarketCommand.SetPolicy(MarketPolicy.Default, 0));
    }

    [Fact]
    public void What_is_withdrawn_can_be_listed_again()
    {
        var state = Run(new MarketCommand.Publish(Reader, 0), new MarketCommand.Withdraw("reader", 1));
        Assert.Equal(new ListingEntry(2, null, ValueSet<string>.Empty), state.Listings["reader"]);
        Assert.Equal(3, Run(state, new MarketCommand.Publish(Reader, 2)).Listings["reader"].Revision);
        Refused(RefusalCode.NotFound, state, new MarketCommand.Withdraw("nobody", 0));
    }

    [Fact]
    public void Nobody_takes_over_the_listing_of_another_publisher() =>
        Refused(RefusalCode.Conflict, Run(new MarketCommand.Publish(Reader, 0)), new MarketCommand.Publish(Reader with { Publisher = "mallory" }, 1));

    [Fact]
    public void Others_than_the_publisher_approve_and_a_change_needs_a_new_approval()
    {
        var state = Run(new MarketCommand.Publish(Reader, 0), new MarketCommand.Approve("reader", 1));
        Assert.Equal(["bob"], state.Listings["reader"].Approvals);
        Assert.Equal(RefusalCode.WrongState, MarketDecider.Decide(state, new MarketCommand.Approve("reader", 1), Facts("ann")).Refusal?.Code);
        Assert.Empty(Run(state, new MarketCommand.Publish(Dearer, 1)).Listings["reader"].Approvals);
    }

    public static TheoryData<int> Wrong => [.. Enumerable.Range(0, 12)];

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_malformed_listing_is_refused(int place)
    {
        Listing[] wrong =
        [
            Reader with { Agent = "no id" }, Reader with { Publisher = "" }, Reader with { Version = "" }, Reader with { Licence = new string('x', 101) }, Reader with { Capabilities = [] },
            Reader with { Capabilities = [new Capability(Category.Security, "go"), new Capability(Category.Security, "go")] }, Reader with { Capabilities = [new Capability((Category)99, "go")] },
            Reader with { Limits = new ListingLimits(-1, 0) }, Reader with { Sla = Reader.Sla with { Deadline = TimeSpan.Zero } }, Reader with { Sla = Reader.Sla with { AvailabilityBasisPoints = 10_001 } },
            Reader with { Price = new ListingPrice.PerLine(-1, 0) }, Reader with { Tier = (ListingTier)9 },
        ];
        Refused(RefusalCode.Invalid, MarketState.Empty, new MarketCommand.Publish(wrong[place], 0));
    }

    [Fact]
    public void A_policy_that_spends_too_much_on_trying_or_bounds_nothing_is_refused()
    {
        Refused(RefusalCode.Invalid, MarketState.Empty, new MarketCommand.SetPolicy(Market.Policy with { ExplorationBasisPoints = 2_001 }, 0));
        Refused(RefusalCode.Invalid, MarketState.Empty, new MarketCommand.SetPolicy(Market.Policy with { MaxSpecialists = 17 }, 0));
        Refused(RefusalCode.Invalid, MarketState.Empty, new MarketCommand.SetPolicy(Market.Policy with { Quotes = new QuoteRules(0, 10_001, 20_000) }, 0));
        Refused(RefusalCode.Invalid, MarketState.Empty, new MarketCommand.SetPolicy(Market.Policy with { Bids = new BidRules(10_001, 20_000, 1) }, 0));
        Assert.Equal(1, Run(new MarketCommand.SetPolicy(Market.Policy, 0)).PolicyRevision);
    }

    [Fact]
    public void A_match_counts_once_and_within_days_only()
    {
        var state = Run(Record("r1", 0));
        Assert.Empty(Decide(state, Record("r1", 0)).Events);
        Refused(RefusalCode.WrongState, state, Record("r2", -3));
        Refused(RefusalCode.Invalid, state, Record("r2", 2));
        Assert.Single(Decide(state, Record("r2", -2)).Events);
    }

    [Fact]
    public void A_day_has_a_limited_number_of_matches()
    {
        var full = ValueSet<string>.Of(Enumerable.Range(0, MarketDecider.MaxMatchesPerDay).Select(i => $"r{i}"));
        Refused(RefusalCode.Overloaded, MarketState.Empty with { Counted = ValueMap<DateOnly, ValueSet<string>>.Empty.With(Day(0), full) }, Record("another", 0));
    }

    [Fact]
    public void A_change_of_a_listing_is_a_signal()
    {
        var id = new AggregateId("t", "market", "main");
        var signal = Assert.IsType<PublishSignal>(Assert.Single(MarketReactor.React(id, new MarketEvent.ListingPublished(Reader, 1, "ann", default)))).Signal;
        Assert.Equal(new Signal(SignalTypes.AgentChanged, "t/market/main", "reader 1.0 is listed, revision 1"), signal);
    }

    private static Facts Facts(string actor) => new(new DateTimeOffset(2026, 3, 31, 12, 0, 0, TimeSpan.Zero), actor, "c");

    private static DateOnly Day(int offset) => new DateOnly(2026, 3, 31).AddDays(offset);

    private static MarketCommand.RecordMatch Record(string review, int day) => new(new MatchOutcome(review, Day(day), []));

    private static Decision<MarketEvent, MarketReply> Decide(MarketState state, MarketCommand command) => MarketDecider.Decide(state, command, Facts("bob"));

    private static void Refused(RefusalCode code, MarketState state, MarketCommand command) => Assert.Equal(code, Decide(state, command).Refusal?.Code);

    private static MarketState Run(params MarketCommand[] commands) => Run(MarketState.Empty, commands);

    private static MarketState Run(MarketState state, params MarketCommand[] commands)
    {
        foreach (var command in commands)
        {
            var decision = Decide(state, command);
            Assert.Null(decision.Refusal);
            state = decision.Events.Aggregate(state, MarketState.Evolve);
        }

        return state;
    }
}
