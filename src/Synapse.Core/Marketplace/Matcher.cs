using Synapse.Core.Findings;

namespace Synapse.Core.Marketplace;

/// <summary>
/// Chooses the agents for a change: first who can and may, then sealed bids among themselves, then the set of which most is expected beyond its
/// price within budget and deadline, and now and then somebody new. Pure, and the order of the candidates does not matter.
/// </summary>
public static class Matcher
{
    /// <param name="candidates">Each agent at most once.</param>
    public static MatchDecision Match(MatchRequest request, IReadOnlyList<Candidate> candidates) =>
        Match(request, new CandidateTable(candidates, request.Policy), Enumerable.Range(0, candidates.Count));

    /// <param name="table">All candidates, under the request's policy.</param>
    /// <param name="places">Those of them that may cover something of the change, each once.</param>
    internal static MatchDecision Match(MatchRequest request, CandidateTable table, IEnumerable<int> places)
    {
        var (seed, scoring) = (StableHash.Of(request.ReviewId), new Scoring(request, table));
        var (record, isExploring) = (new MatchRecord(table, scoring), Exploration.IsDue(request, seed));
        var entries = Weigh(request, table, places, scoring, record, seed, isExploring);
        SealedBidding.Settle(request, entries.Where(e => e.IsSealed).OrderBy(e => e.Rank), scoring.Worth);
        foreach (var entry in entries.Where(e => e.IsSealed && e.WhyNot == NotChosen.No))
        {
            entry.WhyNot = PriceProblem(request, entry);
        }

        var selection = new Selection(scoring.Worth, request.BudgetMicroCredits, request.Policy.MaxSpecialists);
        var chosen = selection.Choose(entries.FindAll(e => e.WhyNot == NotChosen.No && e.Net > 0), out var isOptimal);
        var tried = isExploring ? Exploration.Try(request, chosen, entries.Where(e => e.WhyNot == NotChosen.No && !chosen.Contains(e))) : null;
        chosen.ForEach(c => c.IsChosen = true);
        SayWhyNot(request, entries, chosen, record);
        return new MatchDecision(
            request.ReviewId, (long)seed, request.PolicyRevision, request.BudgetMicroCredits, request.Deadline, request.Pulse,
            chosen.Select((c, i) => Told(request, scoring, selection, c, chosen.Take(i), c == tried)).ToValueList(),
            record.Rows(chosen), record.Reasons(), chosen.Sum(c => c.Price), selection.ValueOf(chosen), isOptimal);
    }

    /// <summary>Those that may be chosen; all others are in the record.</summary>
    private static List<MatchEntry> Weigh(
        MatchRequest request, CandidateTable table, IEnumerable<int> places, Scoring scoring, MatchRecord record, ulong seed, bool isExploring)
    {
        var (entries, expected, capable) = (new List<MatchEntry>(), default(Shares), 0);
        foreach (var place in places)
        {
            ref readonly var row = ref table.Row(place);
            if (!scoring.Weigh(row, ref expected, out var value, out var isLittleKnown))
            {
                continue;
            }

            capable++;
            var (rank, why) = (SeededOrder.Rank(seed, row.NameHash), Eligibility.Of(request, table, place));
            if (why != NotChosen.No)
            {
                record.AddOut(place, why, rank);
                continue;
            }

            var quote = Quote.Of(row.Price, request.Change, request.Pulse.DemandBasisPoints, request.Policy.Quotes);
            var isSealed = row.Price is ListingPrice.SealedBid;
            if (isSealed || value > quote.Total || (isExploring && isLittleKnown) || request.Policy.Reserves.Count > 0)
            {
                var entry = new MatchEntry(table[place], place, rank, quote, expected, value, isSealed, isLittleKnown);
                entry.WhyNot = isSealed ? NotChosen.No : PriceProblem(request, entry);
                entries.Add(entry);
            }
            else
            {
                why = quote.Total > request.BudgetMicroCredits ? NotChosen.AboveBudget : NotChosen.NotWorthIt;
                record.AddWeighed(place, quote, quote.Total, value - quote.Total, why, rank);
            }
        }

        record.AddNotCapable(table.Count - capable);
        return entries;
    }

    private static NotChosen PriceProblem(MatchRequest request, MatchEntry entry) =>
        entry.Price > Eligibility.ReserveOf(request, entry) ? NotChosen.AboveReserve
        : entry.Price > request.BudgetMicroCredits ? NotChosen.AboveBudget
        : NotChosen.No;

    private static void SayWhyNot(MatchRequest request, List<MatchEntry> entries, List<MatchEntry> chosen, MatchRecord record)
    {
        var left = request.BudgetMicroCredits - chosen.Sum(c => c.Price);
        foreach (var entry in entries.Where(e => !e.IsChosen))
        {
            var why = entry.WhyNot != NotChosen.No ? entry.WhyNot
                : entry.Net <= 0 ? NotChosen.NotWorthIt
                : entry.Price > left ? NotChosen.BudgetSpent
                : chosen.Count >= request.Policy.MaxSpecialists ? NotChosen.NoPlaceLeft
                : NotChosen.AddsTooLittle;
            record.AddWeighed(entry.Place, entry.Quote, entry.Price, entry.Net, why, entry.Rank);
        }
    }

    private static ChosenAgent Told(MatchRequest request, Scoring scoring, Selection selection, MatchEntry entry, IEnumerable<MatchEntry> before, bool isTried)
    {
        var (gain, category) = (selection.GainOf(entry, before), request.Change.Needs[entry.BestNeed(scoring.Worth)].Category);
        var kind = TierFit.Of(entry.Listing.Tier, request.Change, category).Kind;
        var why = isTried
            ? $"tried on {kind}, as little is known of it"
            : $"{(entry.Listing.Tier is ListingTier.Architect or ListingTier.Expert ? "an" : "a")} {entry.Listing.Tier.ToString().ToLowerInvariant()} for {kind}, best at {Names.Of(category)}: adds {gain} for {entry.Price} micro-credits";
        return new ChosenAgent(entry.Listing.Agent, entry.Listing.Version, entry.Candidate.Revision, entry.Listing.Tier, entry.Price, gain, isTried, why);
    }
}
