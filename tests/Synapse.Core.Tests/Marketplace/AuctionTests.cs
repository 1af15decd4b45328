using System.Diagnostics;
using Synapse.Core.Marketplace;

namespace Synapse.Core.Tests.Marketplace;

public sealed class AuctionTests(ITestOutputHelper output)
{
    private const int Profiles = 100_000;
    private const int Deviations = 50;

    [Fact]
    public void The_winner_is_paid_what_it_could_have_bid_at_most()
    {
        AuctionBid[] bids = [Bid("a", value: 1_000, bid: 300), Bid("b", value: 900, bid: 400), Bid("c", value: 800, bid: 500)];
        Assert.Equal([500, Auction.Lost, Auction.Lost], Clear(new AuctionRules(1, 10_000, 10_000), bids));
        Assert.Equal([700, 600, Auction.Lost], Clear(new AuctionRules(2, 10_000, 10_000), bids));

        // One more than its payment and a would have lost to b.
        Assert.Equal(Auction.Lost, Clear(new AuctionRules(1, 10_000, 10_000), [Bid("a", 1_000, 501), .. bids[1..]])[0]);
        Assert.Equal(500, Clear(new AuctionRules(1, 10_000, 10_000), [Bid("a", 1_000, 499), .. bids[1..]])[0]);
    }

    [Fact]
    public void Quality_beats_a_low_bid() =>
        Assert.Equal([Auction.Lost, 800], Clear(new AuctionRules(1, 10_000, 10_000), [Bid("cheap", 300, 100), Bid("good", 1_000, 400)]));

    [Fact]
    public void Nobody_is_paid_more_than_the_reserve_and_all_together_not_more_than_the_budget()
    {
        Assert.Equal([600], Clear(new AuctionRules(1, 600, 10_000), [Bid("a", 1_000, 300)]));
        Assert.Equal([Auction.Lost], Clear(new AuctionRules(1, 600, 10_000), [Bid("a", 1_000, 601)]));
        Assert.Equal([250, 250], Clear(new AuctionRules(2, 600, 500), [Bid("a", 1_000, 100), Bid("b", 1_000, 200)]));
        Assert.Equal([Auction.Lost], Clear(new AuctionRules(1, 10_000, 10_000), [Bid("dear", 1_000, 1_001)]));
        Assert.Empty(Clear(new AuctionRules(1, 600, 10_000), []));
    }

    [Fact]
    public void Bids_of_one_publisher_count_as_one()
    {
        AuctionBid[] bids = [Bid("a1", 1_000, 300, "ring"), Bid("a2", 1_000, 900, "ring"), Bid("b", 900, 500, "other")];
        Assert.Equal([600, Auction.Lost, Auction.Lost], Clear(new AuctionRules(1, 10_000, 10_000), bids));

        // Two places, and still one for the ring.
        Assert.Equal([1_000, Auction.Lost, 900], Clear(new AuctionRules(2, 10_000, 20_000), bids));

        // Of many bids only the first are looked at, be they as they may.
        Assert.Equal([Auction.Lost, Auction.Lost, 900], Clear(new AuctionRules(1, 10_000, 10_000, MaxBidsPerPublisher: 1), [bids[0] with { BidMicroCredits = 20_000 }, .. bids[1..]]));
    }

    [Fact]
    public void A_bid_below_the_floor_wins_nothing_by_it()
    {
        var rules = new AuctionRules(1, 10_000, 10_000, FloorMicroCredits: 400);
        Assert.Equal([500, Auction.Lost], Clear(rules, [Bid("dumper", 1_000, 1), Bid("fair", 950, 450)]));
        Assert.Equal([Auction.Lost, 450], Clear(rules, [Bid("dumper", 950, 1), Bid("fair", 1_000, 400)]));
    }

    [Fact]
    public void A_bid_above_the_ceiling_is_out() =>
        Assert.Equal([Auction.Lost], Clear(new AuctionRules(1, 10_000, 10_000, CeilingMicroCredits: 500), [Bid("a", 1_000, 501)]));

    /// <summary>The mechanism's promise: whatever the others bid, no bid gives more than the true cost does.</summary>
    [Fact]
    public void No_bid_gains_more_than_the_true_cost()
    {
        var random = new Random(20_260_102);
        var (watch, winners, truthfulGain, changed) = (Stopwatch.StartNew(), 0L, 0L, 0L);
        var payments = new long[8];
        for (var profile = 0; profile < Profiles; profile++)
        {
            var bids = Enumerable.Range(0, random.Next(1, 8)).Select(i => Bid($"{i}", random.Next(0, 1_000), random.Next(0, 1_000), $"owner{i}", (ulong)random.Next(3))).ToArray();
            var rules = new AuctionRules(
                random.Next(1, 4), random.Next(100, 1_200), random.Next(100, 2_500), random.Next(3) == 0 ? random.Next(0, 400) : 0, random.Next(3) == 0 ? random.Next(300, 1_000) : long.MaxValue);
            Auction.Clear(rules, bids, payments);
            Assert.True(payments.Take(bids.Length).Where(p => p != Auction.Lost).Sum() <= rules.BudgetMicroCredits);
            var who = random.Next(bids.Length);
            var cost = bids[who].BidMicroCredits;
            var truthful = Gain(payments[who], cost);
            Assert.True(truthful >= 0, $"profile {profile}: a truthful bidder loses {-truthful}");
            (winners, truthfulGain) = (winners + (payments[who] != Auction.Lost ? 1 : 0), truthfulGain + truthful);
            for (var deviation = 0; deviation < Deviations; deviation++)
            {
                bids[who] = bids[who] with { BidMicroCredits = deviation < Deviations / 2 ? random.Next(0, 1_300) : Math.Max(0, cost + random.Next(-20, 21)) };
                Auction.Clear(rules, bids, payments);
                var gain = Gain(payments[who], cost);
                Assert.True(gain <= truthful, $"profile {profile}: a cost of {cost} and a bid of {bids[who].BidMicroCredits} gains {gain} instead of {truthful}");
                changed += gain < truthful ? 1 : 0;
            }
        }

        output.WriteLine($"{Profiles:#,0} profiles x {Deviations} deviations in {watch.Elapsed.TotalSeconds:0.0} s: none gains; {changed:#,0} lose by it; {winners:#,0} truthful bidders won, and gained {truthfulGain / Math.Max(1, winners)} on average");
        Assert.True(winners > Profiles / 10 && changed > Profiles, "the profiles are too tame to show anything");
    }

    private static long Gain(long payment, long cost) => payment == Auction.Lost ? 0 : payment - cost;

    private static long[] Clear(AuctionRules rules, AuctionBid[] bids)
    {
        var payments = new long[bids.Length];
        Auction.Clear(rules, bids, payments);
        return payments;
    }

    private static AuctionBid Bid(string bidder, long value, long bid, string? publisher = null, ulong rank = 0) => new(bidder, publisher ?? bidder, value, bid, rank);
}
