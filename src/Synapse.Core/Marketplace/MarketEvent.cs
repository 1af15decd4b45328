namespace Synapse.Core.Marketplace;

/// <summary>What happened on a market. The journaled names are in the runtime's codec and never change.</summary>
public abstract record MarketEvent(DateTimeOffset At)
{
    public sealed record ListingPublished(Listing Listing, int Revision, string Actor, DateTimeOffset At) : MarketEvent(At);

    public sealed record ListingWithdrawn(string Agent, int Revision, string Actor, DateTimeOffset At) : MarketEvent(At);

    public sealed record ListingApproved(string Agent, int Revision, string Approver, DateTimeOffset At) : MarketEvent(At);

    public sealed record PolicySet(MarketPolicy Policy, int Revision, string Actor, DateTimeOffset At) : MarketEvent(At);

    public sealed record MatchRecorded(MatchOutcome Outcome, DateTimeOffset At) : MarketEvent(At);
}
