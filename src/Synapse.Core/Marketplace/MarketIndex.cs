using System.Collections.Frozen;
using Synapse.Core.Findings;

namespace Synapse.Core.Marketplace;

/// <summary>
/// A market and its agents' standing as they were at one moment, with the listings by what they can do: a match looks only at those that cover
/// something of the change. Immutable, so any number of threads may use it at once.
/// </summary>
public sealed class MarketIndex
{
    private readonly CandidateTable _table;
    private readonly FrozenDictionary<(Category Category, string Language), int[]> _able;
    private readonly ValueMap<string, CapabilityTrend> _trends;

    /// <param name="day">Today, UTC, for what is usual and what is to be expected.</param>
    /// <param name="standings">By agent; who is missing is <see cref="Standing.Unknown"/>.</param>
    public MarketIndex(MarketState state, DateOnly day, IReadOnlyDictionary<string, Standing> standings)
    {
        (State, Day, _trends) = (state, day, MarketAnalytics.TrendsOf(state, day));
        Candidates = state.Listings.Values.Where(e => e.Listing is not null).Select(e => CandidateOf(e, standings)).ToValueList();
        _table = new CandidateTable(Candidates, state.Policy);
        _able = Candidates
            .SelectMany((candidate, place) => candidate.Listing.Capabilities.Select(c => (Key: (c.Category, c.Language), Place: place)))
            .GroupBy(c => c.Key, c => c.Place)
            .ToFrozenDictionary(g => g.Key, g => g.ToArray());
    }

    private MarketIndex(MarketIndex before, MarketState state, DateOnly day)
    {
        (State, Day, Candidates, _table, _able) = (state, day, before.Candidates, before._table, before._able);
        _trends = day == before.Day && state.Demand == before.State.Demand ? before._trends : MarketAnalytics.TrendsOf(state, day);
    }

    public MarketState State { get; }

    public DateOnly Day { get; }

    /// <summary>Every listing that is not withdrawn, in the order of the agents.</summary>
    public ValueList<Candidate> Candidates { get; }

    /// <summary>At a later moment, at which other matches have been counted; listings and policy are the same.</summary>
    public MarketIndex WithFigures(MarketState state, DateOnly day) => new(this, state, day);

    /// <summary>A request under the market's policy, at its pulse.</summary>
    public MatchRequest RequestFor(string reviewId, ChangeProfile change, long budgetMicroCredits, TimeSpan deadline) =>
        new(reviewId, change, budgetMicroCredits, deadline, State.Policy, State.PolicyRevision, MarketAnalytics.PulseOf(_trends, change));

    /// <summary>The same decision as that of <see cref="Matcher"/> on all candidates. The request is one of this market's.</summary>
    public MatchDecision Match(MatchRequest request) => Matcher.Match(request, _table, Able(request.Change));

    /// <summary>Listings that have a word in their agent, publisher, licence, tier, capabilities or frameworks, in the order of the agents.</summary>
    public IEnumerable<Listing> Search(string word) =>
        Candidates.Select(c => c.Listing).Where(l => Texts(l).Any(t => t.Contains(word, StringComparison.OrdinalIgnoreCase)));

    private static IEnumerable<string> Texts(Listing listing) =>
        [listing.Agent, listing.Publisher, listing.Licence, listing.Tier.ToString(), .. listing.Capabilities.Select(MarketState.KeyOf), .. listing.Frameworks];

    private static Candidate CandidateOf(ListingEntry entry, IReadOnlyDictionary<string, Standing> standings) =>
        new(entry.Listing!, entry.Revision, entry.Approvals.Count, standings.GetValueOrDefault(entry.Listing!.Agent, Standing.Unknown));

    /// <summary>Each place once, however many of its capabilities are asked for, and in the order in which they are in memory.</summary>
    private IEnumerable<int> Able(ChangeProfile change)
    {
        var able = new bool[_table.Count];
        foreach (var need in change.Needs)
        {
            foreach (var language in change.Languages.Select(l => l.Language).Append(CandidateTable.AnyLanguageName))
            {
                foreach (var place in _able.GetValueOrDefault((need.Category, language), []))
                {
                    able[place] = true;
                }
            }
        }

        for (var place = 0; place < able.Length; place++)
        {
            if (able[place])
            {
                yield return place;
            }
        }
    }
}
