using System.Collections.Frozen;
using Synapse.Core.Findings;

namespace Synapse.Core.Marketplace;

/// <summary>
/// A market as it stood at one moment, with its listings by what they can do: a match looks only at those that cover something of the change.
/// Immutable, so any number of threads may use it at once.
/// </summary>
public sealed class MarketIndex
{
    private readonly ListingEntry[] _listed;
    private readonly FrozenDictionary<(Category Category, string Language), int[]> _able;

    private readonly ValueMap<string, CapabilityTrend> _trends;

    private MarketIndex(
        MarketState state, DateOnly day, ListingEntry[] listed, FrozenDictionary<(Category Category, string Language), int[]> able, ValueMap<string, CapabilityTrend> trends) =>
        (State, Day, _listed, _able, _trends) = (state, day, listed, able, trends);

    public MarketState State { get; }

    /// <summary>Today, UTC, for what is usual and what is to be expected.</summary>
    public DateOnly Day { get; }

    public static MarketIndex Of(MarketState state, DateOnly day)
    {
        var listed = state.Listings.Values.Where(e => e.Listing is not null).ToArray();
        return new MarketIndex(
            state, day, listed,
            listed
                .SelectMany((entry, place) => entry.Listing!.Capabilities.Select(c => (Key: (c.Category, c.Language), Place: place)))
                .GroupBy(c => c.Key, c => c.Place)
                .ToFrozenDictionary(g => g.Key, g => g.ToArray()),
            MarketAnalytics.TrendsOf(state, day));
    }

    /// <summary>As it stood at another moment with the same listings.</summary>
    public MarketIndex With(MarketState state, DateOnly day) => new(
        state, day, _listed, _able, day == Day && state.Demand == State.Demand ? _trends : MarketAnalytics.TrendsOf(state, day));

    /// <summary>A request under the market's policy, at its pulse.</summary>
    public MatchRequest RequestFor(string reviewId, ChangeProfile change, long budgetMicroCredits, TimeSpan deadline) =>
        new(reviewId, change, budgetMicroCredits, deadline, State.Policy, State.PolicyRevision, MarketAnalytics.PulseOf(_trends, change));

    /// <summary>The same decision as that of <see cref="Matcher"/> on all listings.</summary>
    /// <param name="standings">By agent; who is missing is <see cref="Standing.Unknown"/>.</param>
    public MatchDecision Match(MatchRequest request, IReadOnlyDictionary<string, Standing> standings) =>
        Matcher.Match(request, Able(request.Change).Select(e => CandidateOf(e, standings)), _listed.Length);

    /// <summary>Every listing with its agent's standing.</summary>
    public IReadOnlyList<Candidate> Candidates(IReadOnlyDictionary<string, Standing> standings) => [.. _listed.Select(e => CandidateOf(e, standings))];

    /// <summary>Listings that have a word in their agent, publisher, licence, capabilities or frameworks, in the order of the agents.</summary>
    public IEnumerable<Listing> Search(string word) => _listed.Select(e => e.Listing!).Where(l => Texts(l).Any(t => t.Contains(word, StringComparison.OrdinalIgnoreCase)));

    private static IEnumerable<string> Texts(Listing listing) =>
        [listing.Agent, listing.Publisher, listing.Licence, listing.Tier.ToString(), .. listing.Capabilities.Select(MarketState.KeyOf), .. listing.Frameworks];

    private static Candidate CandidateOf(ListingEntry entry, IReadOnlyDictionary<string, Standing> standings) =>
        new(entry.Listing!, entry.Revision, entry.Approvals.Count, standings.GetValueOrDefault(entry.Listing!.Agent, Standing.Unknown));

    /// <summary>Each listing once, however many of its capabilities are asked for.</summary>
    private IEnumerable<ListingEntry> Able(ChangeProfile change)
    {
        var seen = new bool[_listed.Length];
        foreach (var need in change.Needs)
        {
            foreach (var language in change.Languages.Select(l => l.Language).Append(Scoring.AnyLanguage))
            {
                foreach (var place in _able.GetValueOrDefault((need.Category, language), []))
                {
                    if (!seen[place])
                    {
                        seen[place] = true;
                        yield return _listed[place];
                    }
                }
            }
        }
    }
}
