using Synapse.Core.Findings;

namespace Synapse.Core.Marketplace;

/// <summary>
/// Chooses the agents for a change: first who can and may, then sealed bids among themselves, then the set of which most is expected beyond its
/// price within budget and deadline, and now and then somebody new. Pure, and the order of the candidates does not matter.
/// </summary>
public static class Matcher
{
    /// <param name="candidates">Each agent at most once.</param>
    /// <param name="notCapable">Listings that were left out beforehand, as they cover no category and language of the change.</param>
    public static MatchDecision Match(MatchRequest request, IReadOnlyList<Candidate> candidates, int notCapable = 0)
    {
        var seed = SeededOrder.SeedOf(request.ReviewId);
        var worth = request.Change.Needs.Select(n => request.Policy.Worth.Of(request.Change, n)).ToArray();
        var reasons = new int[(int)NotChosen.GaveWay + 1];
        reasons[(int)NotChosen.NotCapable] = notCapable;
        var entries = new List<MatchEntry>();
        foreach (var candidate in candidates)
        {
            var entry = new MatchEntry(candidate, SeededOrder.Rank(seed, candidate.Listing.Agent));
            entry.WhyNot = Eligibility.Of(request, entry);
            if (entry.WhyNot == NotChosen.NotCapable)
            {
                reasons[(int)NotChosen.NotCapable]++;
            }
            else
            {
                entries.Add(entry);
            }
        }

        Weigh(request, entries, worth);
        entries.Sort(InOrder);
        SealedBidding.Settle(request, entries, worth);
        Filter(request, entries);
        var selection = new Selection(worth, request.BudgetMicroCredits, request.Policy.MaxSpecialists);
        var open = entries.Where(e => e.WhyNot == NotChosen.No && e.Net > 0).ToList();
        var chosen = selection.Choose(open, out var isOptimal);
        var tried = Exploration.Try(request, seed, chosen, entries.Where(e => e.WhyNot == NotChosen.No && !chosen.Contains(e)));
        SayWhyNot(request, entries, chosen);
        foreach (var entry in entries)
        {
            reasons[(int)entry.WhyNot]++;
        }

        return new MatchDecision(
            request.ReviewId, (long)seed, request.PolicyRevision, request.BudgetMicroCredits, request.Deadline, request.Pulse,
            chosen.Select((c, i) => Told(request, selection, c, chosen.Take(i), c == tried)).ToValueList(),
            Weighed(entries, chosen).Select(e => Told(request, worth, e)).ToValueList(),
            reasons.Select((count, reason) => new ReasonCount((NotChosen)reason, count)).Where(r => r.Reason != NotChosen.No && r.Candidates > 0).ToValueList(),
            chosen.Sum(c => c.Price), selection.ValueOf(chosen), isOptimal);
    }

    private static int InOrder(MatchEntry left, MatchEntry right) =>
        left.Rank != right.Rank ? left.Rank.CompareTo(right.Rank) : string.CompareOrdinal(left.Listing.Agent, right.Listing.Agent);

    private static void Weigh(MatchRequest request, List<MatchEntry> entries, long[] worth)
    {
        foreach (var entry in entries.Where(e => e.WhyNot == NotChosen.No))
        {
            entry.Weigh(request, worth);
            entry.Quote = Quote.Of(entry.Listing.Price, request.Change, request.Pulse.DemandBasisPoints, request.Policy.Quotes);
            entry.Price = entry.Quote.Total;
        }
    }

    private static void Filter(MatchRequest request, List<MatchEntry> entries)
    {
        foreach (var entry in entries.Where(e => e.WhyNot == NotChosen.No))
        {
            entry.WhyNot = entry.Price > Eligibility.ReserveOf(request, entry) ? NotChosen.AboveReserve
                : entry.Price > request.BudgetMicroCredits ? NotChosen.AboveBudget
                : NotChosen.No;
        }
    }

    private static void SayWhyNot(MatchRequest request, List<MatchEntry> entries, List<MatchEntry> chosen)
    {
        var left = request.BudgetMicroCredits - chosen.Sum(c => c.Price);
        foreach (var entry in entries.Where(e => e.WhyNot == NotChosen.No).Except(chosen))
        {
            entry.WhyNot = entry.Net <= 0 ? NotChosen.NotWorthIt
                : entry.Price > left ? NotChosen.BudgetSpent
                : chosen.Count >= request.Policy.MaxSpecialists ? NotChosen.NoPlaceLeft
                : NotChosen.AddsTooLittle;
        }
    }

    private static IEnumerable<MatchEntry> Weighed(List<MatchEntry> entries, List<MatchEntry> chosen) => chosen
        .Concat(entries.Except(chosen).OrderByDescending(e => e.Expected.Length > 0).ThenByDescending(e => e.Net).Take(MatchDecision.MaxWeighed))
        .Take(MatchDecision.MaxWeighed);

    private static ScoredCandidate Told(MatchRequest request, long[] worth, MatchEntry entry) => new(
        entry.Listing.Agent, entry.Listing.Version, entry.Listing.Tier, entry.Quote, entry.Price, entry.Net,
        entry.Expected.Length > 0 ? entry.Parts(request, worth) : [], entry.WhyNot);

    private static ChosenAgent Told(MatchRequest request, Selection selection, MatchEntry entry, IEnumerable<MatchEntry> before, bool isTried)
    {
        var (gain, best) = (selection.GainOf(entry, before), Array.IndexOf(entry.Expected, entry.Expected.Max()));
        var category = request.Change.Needs[best].Category;
        var kind = TierFit.Of(entry.Listing.Tier, request.Change, category).Kind;
        var why = isTried
            ? $"tried on {kind}, as little is known of it"
            : $"a {entry.Listing.Tier.ToString().ToLowerInvariant()} for {kind}, best at {Names.Of(category)}: adds {gain} for {entry.Price} micro-credits";
        return new ChosenAgent(entry.Listing.Agent, entry.Listing.Version, entry.Candidate.Revision, entry.Listing.Tier, entry.Price, gain, isTried, why);
    }
}
