using FsCheck;
using FsCheck.Fluent;
using Synapse.Core.Findings;
using Synapse.Core.Marketplace;
using Synapse.Runtime.Json;
using Synapse.Runtime.Marketplace;
using Synapse.Runtime.Tests.Kernel;

namespace Synapse.Runtime.Tests.Marketplace;

public sealed class MarketLawsTests : AggregateLaws<MarketAggregate, MarketState, MarketCommand, MarketEvent, MarketReply>
{
    private static readonly ListingPrice[] Prices =
        [new ListingPrice.Fixed(1), new ListingPrice.PerLine(2, 3), new ListingPrice.PerToken(4, 5, 6), new ListingPrice.SealedBid(7, 8, 9), new ListingPrice.Fixed(-1)];

    protected override IEventCodec<MarketEvent> Events { get; } = new MarketEventCodec();

    protected override IStateCodec<MarketState>? States { get; } = new MarketStateCodec();

    protected override Gen<MarketCommand> Commands
    {
        get
        {
            var agent = Gen.Elements("reader", "writer");
            var revision = Gen.Choose(0, 4);
            return Gen.Frequency(
                (6, from name in agent
                    from publisher in Gen.Elements("ann", "tester")
                    from price in Gen.Elements(Prices)
                    from after in revision
                    select (MarketCommand)new MarketCommand.Publish(MarketSamples.Listing(name, publisher, price), after)),
                (2, from name in agent from after in revision select (MarketCommand)new MarketCommand.Withdraw(name, after)),
                (4, from name in agent from seen in revision select (MarketCommand)new MarketCommand.Approve(name, seen)),
                (2, from reserve in Gen.Choose(-1, 2)
                    from after in revision
                    select (MarketCommand)new MarketCommand.SetPolicy(MarketSamples.Policy with { Reserves = MarketSamples.Policy.Reserves.With(Category.Secrets, reserve) }, after)),
                (4, from review in Gen.Elements("r1", "r2", "r3", "not an id")
                    from day in Gen.Choose(1, 8)
                    select (MarketCommand)new MarketCommand.RecordMatch(MarketSamples.Outcome(review, day) with { Day = new DateOnly(2025, 12, 26).AddDays(day) })),
                (1, agent.Select(name => (MarketCommand)new MarketCommand.Observe(name))));
        }
    }

    [Fact]
    public void A_review_is_counted_once() => ForAllHistories(history =>
        Assert.Distinct(history.Events.OfType<MarketEvent.MatchRecorded>().Select(e => (e.Outcome.ReviewId, e.Outcome.Day))));

    [Fact]
    public void A_revision_is_never_used_twice() => ForAllHistories(history => Assert.Distinct(
        history.Events.OfType<MarketEvent.ListingPublished>().Select(e => (e.Listing.Agent, e.Revision))
            .Concat(history.Events.OfType<MarketEvent.ListingWithdrawn>().Select(e => (e.Agent, e.Revision)))));

    [Fact]
    public void Nobody_approves_a_listing_of_its_own() => ForAllHistories(history => Assert.All(
        history.End.Listings.Values.Where(e => e.Listing is not null), e => Assert.DoesNotContain(e.Listing!.Publisher, e.Approvals)));
}
