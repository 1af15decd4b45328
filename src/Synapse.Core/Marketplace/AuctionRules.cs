namespace Synapse.Core.Marketplace;

/// <summary>What holds for all bids; none of it may depend on them.</summary>
/// <param name="Slots">How many winners there may be.</param>
/// <param name="ReserveMicroCredits">The most that one winner is paid.</param>
/// <param name="BudgetMicroCredits">The most that all winners are paid together; each place has its equal part of it.</param>
/// <param name="FloorMicroCredits">A lower bid is compared as if it were this.</param>
/// <param name="CeilingMicroCredits">A higher bid is out.</param>
/// <param name="MaxBidsPerPublisher">Bids of one publisher that are looked at, in the order in which they come.</param>
public sealed record AuctionRules(
    int Slots, long ReserveMicroCredits, long BudgetMicroCredits, long FloorMicroCredits = 0, long CeilingMicroCredits = long.MaxValue, int MaxBidsPerPublisher = int.MaxValue)
{
    /// <summary>The most that a winner can get.</summary>
    public long CapMicroCredits => Math.Min(CeilingMicroCredits, Math.Min(ReserveMicroCredits, BudgetMicroCredits / Math.Max(1, Slots)));
}
