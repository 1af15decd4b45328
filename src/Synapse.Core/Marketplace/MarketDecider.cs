using Synapse.Core.Kernel;

namespace Synapse.Core.Marketplace;

/// <summary>Decides market commands: pure, so that a replay decides the same again.</summary>
public static class MarketDecider
{
    /// <summary>Agents that one market has ever listed.</summary>
    public const int MaxListings = 10_000;

    /// <summary>People who approve one revision of a listing.</summary>
    public const int MaxApprovals = 3;

    /// <summary>Matches of one day that are counted.</summary>
    public const int MaxMatchesPerDay = 20_000;

    /// <summary>Capabilities that have figures.</summary>
    public const int MaxCapabilities = 500;

    public static Decision<MarketEvent, MarketReply> Decide(MarketState state, MarketCommand command, Facts facts) => command switch
    {
        MarketCommand.Publish c => Publish(state, c, facts),
        MarketCommand.Withdraw c => Withdraw(state, c, facts),
        MarketCommand.Approve c => Approve(state, c, facts),
        MarketCommand.SetPolicy c => SetPolicy(state, c, facts),
        MarketCommand.RecordMatch c => Record(state, c.Outcome, facts),
        MarketCommand.Observe c => Accept(state, c.Agent),
        _ => Refuse(RefusalCode.Invalid, "this command is not known to a market"),
    };

    private static Decision<MarketEvent, MarketReply> Publish(MarketState state, MarketCommand.Publish command, Facts facts)
    {
        var listing = command.Listing;
        if (MarketRules.Problem(listing) is { } problem)
        {
            return Refuse(RefusalCode.Invalid, problem);
        }

        var entry = state.Listings.Find(listing.Agent);
        if (entry?.Listing == listing)
        {
            return Accept(state, listing.Agent);
        }

        if (entry?.Listing is { } present && present.Publisher != listing.Publisher)
        {
            return Refuse(RefusalCode.Conflict, $"'{listing.Agent}' is listed by '{present.Publisher}', who must withdraw it first");
        }

        if (Stale(command.After, entry?.Revision ?? 0) is { } stale)
        {
            return stale;
        }

        return entry is not null || state.Listings.Count < MaxListings
            ? Accept(state, listing.Agent, new MarketEvent.ListingPublished(listing, command.After + 1, facts.Actor, facts.Now))
            : Refuse(RefusalCode.TooLarge, $"a market lists at most {MaxListings} agents; use another market");
    }

    private static Decision<MarketEvent, MarketReply> Withdraw(MarketState state, MarketCommand.Withdraw command, Facts facts)
    {
        if (state.Listings.Find(command.Agent) is not { } entry)
        {
            return NotListed(command.Agent);
        }

        return entry.Listing is null ? Accept(state, command.Agent)
            : Stale(command.After, entry.Revision) ?? Accept(state, command.Agent, new MarketEvent.ListingWithdrawn(command.Agent, entry.Revision + 1, facts.Actor, facts.Now));
    }

    private static Decision<MarketEvent, MarketReply> Approve(MarketState state, MarketCommand.Approve command, Facts facts)
    {
        if (state.Listings.Find(command.Agent) is not { Listing: { } listing } entry)
        {
            return NotListed(command.Agent);
        }

        if (Stale(command.Revision, entry.Revision) is { } stale)
        {
            return stale;
        }

        if (facts.Actor.Length is 0 or > MarketRules.MaxTextLength)
        {
            return Refuse(RefusalCode.Invalid, $"who approves is named in 1 to {MarketRules.MaxTextLength} characters");
        }

        if (facts.Actor == listing.Publisher)
        {
            return Refuse(RefusalCode.WrongState, "a publisher cannot approve its own listing; ask somebody else");
        }

        if (entry.Approvals.Contains(facts.Actor))
        {
            return Accept(state, command.Agent);
        }

        return entry.Approvals.Count < MaxApprovals
            ? Accept(state, command.Agent, new MarketEvent.ListingApproved(command.Agent, entry.Revision, facts.Actor, facts.Now))
            : Refuse(RefusalCode.TooLarge, $"a listing takes at most {MaxApprovals} approvals");
    }

    private static Decision<MarketEvent, MarketReply> SetPolicy(MarketState state, MarketCommand.SetPolicy command, Facts facts) =>
        MarketRules.Problem(command.Policy) is { } problem ? Refuse(RefusalCode.Invalid, problem)
        : command.Policy == state.Policy ? Accept(state, null)
        : Stale(command.After, state.PolicyRevision) ?? Accept(state, null, new MarketEvent.PolicySet(command.Policy, state.PolicyRevision + 1, facts.Actor, facts.Now));

    private static Decision<MarketEvent, MarketReply> Record(MarketState state, MatchOutcome outcome, Facts facts)
    {
        if (MarketRules.Problem(outcome, DateOnly.FromDateTime(facts.Now.UtcDateTime)) is { } problem)
        {
            return Refuse(RefusalCode.Invalid, problem);
        }

        var counted = state.Counted.Find(outcome.Day);
        if (counted.Contains(outcome.ReviewId))
        {
            return Accept(state, null);
        }

        if (state.LastDay is { } last && outcome.Day <= last.AddDays(-MarketState.DaysCounted))
        {
            return Refuse(RefusalCode.WrongState, $"a match is counted within {MarketState.DaysCounted} days, so that it is never counted twice");
        }

        if (counted.Count >= MaxMatchesPerDay)
        {
            return Refuse(RefusalCode.Overloaded, $"the figures of a day cover at most {MaxMatchesPerDay} matches");
        }

        return state.Demand.Count + outcome.Capabilities.Count(c => !state.Demand.ContainsKey(MarketState.KeyOf(c.Capability))) <= MaxCapabilities
            ? Accept(state, null, new MarketEvent.MatchRecorded(outcome, facts.Now))
            : Refuse(RefusalCode.TooLarge, $"a market keeps figures of at most {MaxCapabilities} capabilities");
    }

    /// <summary>Refuses what was decided on a revision that is not the present one.</summary>
    private static Decision<MarketEvent, MarketReply>? Stale(int seen, int present) =>
        seen == present ? null : Refuse(RefusalCode.Conflict, $"revision {present} holds, and the command is about revision {seen}; look again");

    private static Decision<MarketEvent, MarketReply> NotListed(string agent) => Refuse(RefusalCode.NotFound, $"'{agent}' is not listed on this market");

    private static Decision<MarketEvent, MarketReply> Refuse(RefusalCode code, string message) => Decision.Refuse<MarketEvent, MarketReply>(code, message);

    private static Decision<MarketEvent, MarketReply> Accept(MarketState state, string? agent, params ReadOnlySpan<MarketEvent> events)
    {
        var after = state;
        foreach (var @event in events)
        {
            after = MarketState.Evolve(after, @event);
        }

        return Decision.Accept(new MarketReply(after.PolicyRevision, agent is null ? null : after.Listings.Find(agent)), events);
    }
}
