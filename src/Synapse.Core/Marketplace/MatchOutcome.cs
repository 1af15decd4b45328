using Synapse.Core.Agents;

namespace Synapse.Core.Marketplace;

/// <summary>One match, as it counts for the market's figures. A review counts once per day.</summary>
/// <param name="Day">When the match was made, UTC.</param>
public sealed record MatchOutcome(string ReviewId, DateOnly Day, ValueList<CapabilityOutcome> Capabilities)
{
    /// <summary>
    /// What a decision says about each category that was needed, in the language with most lines. Candidates are counted among those that the
    /// decision tells of one by one, so at most <see cref="MatchDecision.MaxWeighed"/>.
    /// </summary>
    public static MatchOutcome Of(MatchRequest request, MatchDecision decision, DateOnly day)
    {
        var language = request.Change.Languages.MaxBy(l => l.Lines)!.Language;
        return new MatchOutcome(
            decision.ReviewId, day, request.Change.Needs.Select(n => Of(new Capability(n.Category, language), request.Policy.Worth.Of(request.Change, n), decision)).ToValueList());
    }

    private static CapabilityOutcome Of(Capability capability, long worth, MatchDecision decision)
    {
        var able = decision.Weighed
            .Select(c => (Candidate: c, Part: c.Parts.FirstOrDefault(p => p.Category == capability.Category)))
            .Where(c => c.Part is not null)
            .ToList();
        var chosen = able.Where(c => c.Candidate.WhyNot == NotChosen.No).ToList();
        var second = able.Select(c => c.Candidate).Where(c => c.WhyNot != NotChosen.No).MaxBy(c => c.NetMicroCredits);
        return new CapabilityOutcome(
            capability,
            chosen.Count > 0,
            Math.Min(MarketRules.MaxPrice, chosen.Sum(c => PriceOf(c.Candidate, c.Part!))),
            able.Count,
            second is null ? null : PriceOf(second, second.Parts.First(p => p.Category == capability.Category)),
            worth,
            worth - chosen.Aggregate(worth, (missed, c) => missed - BasisPoints.Of(missed, c.Part!.Expected)));
    }

    /// <summary>The part of an agent's price that falls to a category: as much as of what is expected of it, and no more than the figures take.</summary>
    private static long PriceOf(ScoredCandidate candidate, NeedScore part)
    {
        var all = candidate.Parts.Sum(ValueOf);
        return all == 0 ? 0 : (long)Int128.Min(MarketRules.MaxPrice, (Int128)candidate.PriceMicroCredits * ValueOf(part) / all);
    }

    private static long ValueOf(NeedScore part) => BasisPoints.Of(part.WorthMicroCredits, part.Expected);
}
