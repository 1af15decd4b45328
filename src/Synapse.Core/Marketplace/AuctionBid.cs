namespace Synapse.Core.Marketplace;

/// <param name="Publisher">Whose bid it is; bids of one publisher count as one.</param>
/// <param name="ValueMicroCredits">What is expected of the bidder: the worth of the work times its quality. It never depends on the bid.</param>
/// <param name="BidMicroCredits">The least it says that it works for.</param>
/// <param name="Rank">Decides between equal scores; the lower one wins.</param>
public readonly record struct AuctionBid(string Bidder, string Publisher, long ValueMicroCredits, long BidMicroCredits, ulong Rank);
