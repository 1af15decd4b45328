namespace Synapse.Core.Marketplace;

/// <summary>What keeps bidders from agreeing among themselves. The bounds are shares of the price that was usual lately.</summary>
/// <param name="FloorBasisPoints">A lower bid counts as this much: nobody is bid out of the market below cost.</param>
/// <param name="CeilingBasisPoints">A higher bid is out: bidders cannot drive the price up together faster than this.</param>
/// <param name="MaxBidsPerPublisher">Bids of one publisher that are looked at. All of them together are one bid, its best.</param>
public sealed record BidRules(int FloorBasisPoints, int CeilingBasisPoints, int MaxBidsPerPublisher)
{
    public static BidRules Default { get; } = new(2_500, 20_000, 3);
}
