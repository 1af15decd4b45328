using Synapse.Core.Findings;

namespace Synapse.Core.Marketplace;

/// <summary>
/// The auction among the sealed bidders of one match. Each bids for the category that most is expected of it in, whatever it bids, and one per
/// category wins; it goes on beside the fixed prices at its critical price. Whether it is chosen then depends on that price and not on its bid,
/// so that bidding one's true cost stays the best.
/// </summary>
internal static class SealedBidding
{
    /// <param name="bidders">In the order that decides between equals.</param>
    public static void Settle(MatchRequest request, IEnumerable<MatchEntry> bidders, long[] worth)
    {
        var byNeed = bidders.ToLookup(b => b.BestNeed(worth));
        for (var need = 0; need < worth.Length; need++)
        {
            if (byNeed.Contains(need))
            {
                Settle(request, [.. byNeed[need]], need, worth[need]);
            }
        }
    }

    private static void Settle(MatchRequest request, MatchEntry[] bidders, int need, long worth)
    {
        var rules = RulesOf(request, request.Change.Needs[need].Category);
        var bids = bidders.Select(b => new AuctionBid(b.Listing.Agent, b.Listing.Publisher, BasisPoints.Of(worth, b.Expected(need)), b.Quote.Total, b.Rank)).ToArray();
        var payments = new long[bids.Length];
        Auction.Clear(rules, bids, payments);
        for (var i = 0; i < bidders.Length; i++)
        {
            if (payments[i] != Auction.Lost)
            {
                bidders[i].Price = payments[i];
                continue;
            }

            bidders[i].WhyNot = bids[i].BidMicroCredits > Math.Min(rules.ReserveMicroCredits, rules.CeilingMicroCredits) ? NotChosen.AboveReserve
                : bids[i].BidMicroCredits > rules.BudgetMicroCredits ? NotChosen.AboveBudget
                : bids[i].BidMicroCredits > bids[i].ValueMicroCredits ? NotChosen.NotWorthIt
                : NotChosen.Outbid;
        }
    }

    private static AuctionRules RulesOf(MatchRequest request, Category category)
    {
        var (rules, usual) = (request.Policy.Bids, request.Pulse.UsualPrices.Find(category));
        return new AuctionRules(
            Slots: 1,
            request.Policy.Reserves.Find(category, long.MaxValue),
            request.BudgetMicroCredits,
            BasisPoints.Of(usual, rules.FloorBasisPoints),
            usual > 0 ? BasisPoints.Of(usual, rules.CeilingBasisPoints) : long.MaxValue,
            rules.MaxBidsPerPublisher);
    }
}
