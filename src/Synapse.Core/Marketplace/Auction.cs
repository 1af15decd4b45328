namespace Synapse.Core.Marketplace;

/// <summary>
/// A sealed-bid procurement auction. Bids are ranked by value less bid; each winner is paid its critical price, the highest bid with which
/// it would still have won. Since the price does not depend on the winner's own bid, and a lower bid never loses where a higher one wins, to
/// bid one's true cost is the best that one can do (Myerson 1981; Nisan et al., Algorithmic Game Theory, 2007, theorem 9.36). That holds for
/// a publisher with one bid; several bids of one publisher are one, its best.
/// </summary>
public static class Auction
{
    /// <summary>What <see cref="Clear"/> writes for a bid that lost.</summary>
    public const long Lost = -1;

    /// <summary>Writes what each bidder is paid, or <see cref="Lost"/>. A bid that is not worth its price to the buyer never wins.</summary>
    public static void Clear(AuctionRules rules, ReadOnlySpan<AuctionBid> bids, Span<long> payments)
    {
        payments[..bids.Length].Fill(Lost);
        var cap = rules.CapMicroCredits;
        var counts = BestOfEachPublisher(rules, bids, cap);
        for (var slot = 0; slot < rules.Slots; slot++)
        {
            var best = Best(rules, bids, counts, payments);
            if (best < 0)
            {
                break;
            }

            payments[best] = 0;
        }

        // The best bid that lost is what each winner had to beat; where none lost, only the cap and the buyer's own value bound the price.
        var next = Best(rules, bids, counts, payments);
        var threshold = next < 0 ? 0 : Score(rules, bids[next]);
        for (var i = 0; i < bids.Length; i++)
        {
            if (payments[i] != Lost)
            {
                payments[i] = Math.Min(cap, bids[i].ValueMicroCredits - threshold);
            }
        }
    }

    private static long Score(AuctionRules rules, in AuctionBid bid) => bid.ValueMicroCredits - Math.Max(bid.BidMicroCredits, rules.FloorMicroCredits);

    private static int Best(AuctionRules rules, ReadOnlySpan<AuctionBid> bids, ReadOnlySpan<bool> counts, ReadOnlySpan<long> payments)
    {
        var best = -1;
        for (var i = 0; i < bids.Length; i++)
        {
            if (counts[i] && payments[i] == Lost && (best < 0 || Beats(rules, bids[i], bids[best])))
            {
                best = i;
            }
        }

        return best;
    }

    private static bool[] BestOfEachPublisher(AuctionRules rules, ReadOnlySpan<AuctionBid> bids, long cap)
    {
        var counts = new bool[bids.Length];
        var publishers = new Dictionary<string, (int Bids, int Best)>(bids.Length, StringComparer.Ordinal);
        for (var i = 0; i < bids.Length; i++)
        {
            var (before, best) = publishers.GetValueOrDefault(bids[i].Publisher, (0, -1));
            var isIn = before < rules.MaxBidsPerPublisher && Score(rules, bids[i]) >= 0 && Math.Max(bids[i].BidMicroCredits, rules.FloorMicroCredits) <= cap;
            if (isIn && (best < 0 || Beats(rules, bids[i], bids[best])))
            {
                if (best >= 0)
                {
                    counts[best] = false;
                }

                (counts[i], best) = (true, i);
            }

            publishers[bids[i].Publisher] = (before + 1, best);
        }

        return counts;
    }

    private static bool Beats(AuctionRules rules, in AuctionBid left, in AuctionBid right)
    {
        var (a, b) = (Score(rules, left), Score(rules, right));
        return a > b || (a == b && left.Rank < right.Rank);
    }
}
