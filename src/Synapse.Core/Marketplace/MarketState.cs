using Synapse.Core.Agents;

namespace Synapse.Core.Marketplace;

/// <param name="PolicyRevision">Counts the policies that were set; 0 is the default one.</param>
/// <param name="Listings">By agent; withdrawn ones stay with their revision.</param>
/// <param name="Demand">By <see cref="KeyOf"/> and day; the last <see cref="DaysKept"/> days.</param>
/// <param name="Counted">The reviews that are in the figures, by day; the last <see cref="DaysCounted"/> days.</param>
public sealed record MarketState(
    MarketPolicy Policy,
    int PolicyRevision,
    ValueMap<string, ListingEntry> Listings,
    ValueMap<string, ValueMap<DateOnly, DemandDay>> Demand,
    ValueMap<DateOnly, ValueSet<string>> Counted)
{
    /// <summary>Days of figures that a market keeps.</summary>
    public const int DaysKept = 90;

    /// <summary>Days during which a match may be recorded.</summary>
    public const int DaysCounted = 3;

    public static MarketState Empty { get; } = new(
        MarketPolicy.Default, 0, ValueMap<string, ListingEntry>.Empty, ValueMap<string, ValueMap<DateOnly, DemandDay>>.Empty, ValueMap<DateOnly, ValueSet<string>>.Empty);

    /// <summary>The last day that has figures; null before the first match.</summary>
    public DateOnly? LastDay => Counted.Count == 0 ? null : Counted.Keys.Last();

    /// <summary>The name under which a capability's figures are kept, such as <c>security/csharp</c>.</summary>
    public static string KeyOf(Capability capability) => $"{Findings.Names.Of(capability.Category)}/{capability.Language}";

    /// <summary>Folds one event. Total: an event that does not fit leaves the state as it is.</summary>
    public static MarketState Evolve(MarketState state, MarketEvent @event) => @event switch
    {
        MarketEvent.ListingPublished e => state with { Listings = state.Listings.With(e.Listing.Agent, new ListingEntry(e.Revision, e.Listing, ValueSet<string>.Empty)) },
        MarketEvent.ListingWithdrawn e => state with { Listings = state.Listings.With(e.Agent, new ListingEntry(e.Revision, null, ValueSet<string>.Empty)) },
        MarketEvent.ListingApproved e when state.Listings.Find(e.Agent) is { } entry && entry.Revision == e.Revision =>
            state with { Listings = state.Listings.With(e.Agent, entry with { Approvals = entry.Approvals.With(e.Approver) }) },
        MarketEvent.PolicySet e => state with { Policy = e.Policy, PolicyRevision = e.Revision },
        MarketEvent.MatchRecorded e => Count(state, e.Outcome),
        _ => state,
    };

    private static MarketState Count(MarketState state, MatchOutcome outcome)
    {
        var (day, demand) = (outcome.Day, state.Demand);
        foreach (var part in outcome.Capabilities)
        {
            var days = demand.Find(KeyOf(part.Capability));
            demand = demand.With(KeyOf(part.Capability), days.With(day, days.Find(day, DemandDay.None).With(part)));
        }

        var next = state with { Demand = demand, Counted = state.Counted.With(day, state.Counted.Find(day).With(outcome.ReviewId)) };
        return day > (state.LastDay ?? day) ? Forget(next, day) : next;
    }

    /// <summary>A new day has come: what is too old goes, so that the state has an end.</summary>
    private static MarketState Forget(MarketState state, DateOnly today)
    {
        var demand = state.Demand;
        foreach (var (key, days) in state.Demand)
        {
            var kept = Since(days, today.AddDays(1 - DaysKept));
            demand = kept.Count == 0 ? demand.Without(key) : demand.With(key, kept);
        }

        return state with { Demand = demand, Counted = Since(state.Counted, today.AddDays(1 - DaysCounted)) };
    }

    private static ValueMap<DateOnly, T> Since<T>(ValueMap<DateOnly, T> days, DateOnly first) =>
        days.Keys.TakeWhile(d => d < first).Aggregate(days, (rest, day) => rest.Without(day));
}
