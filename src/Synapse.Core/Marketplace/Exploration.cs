namespace Synapse.Core.Marketplace;

/// <summary>
/// Tries the little-known, or they would stay so for ever. A fixed share of the matches, by the seed, may take one that is not chosen for its
/// score. It is added where budget and places are left; where they are not, it takes the place of the one that adds least, unless the change is risky.
/// </summary>
internal static class Exploration
{
    private const ulong Salt = 0x6578706C6F7265;

    public static bool IsDue(MatchRequest request, ulong seed) => (int)(SeededOrder.Mix(seed ^ Salt) % BasisPoints.All) < request.Policy.ExplorationBasisPoints;

    /// <summary>The one that was added to the chosen, or null.</summary>
    public static MatchEntry? Try(MatchRequest request, List<MatchEntry> chosen, IEnumerable<MatchEntry> others)
    {
        if (chosen.Any(c => c.IsLittleKnown))
        {
            return null;
        }

        var left = request.BudgetMicroCredits - chosen.Sum(c => c.Price);
        var hasPlace = chosen.Count < request.Policy.MaxSpecialists;
        var last = chosen.Count == 0 || request.Change.IsRisky ? null : chosen[^1];
        var tried = others
            .Where(e => e.IsLittleKnown && ((hasPlace && e.Price <= left) || (last is not null && e.Price <= left + last.Price)))
            .MinBy(e => e.Rank);
        if (tried is not null)
        {
            if (!hasPlace || tried.Price > left)
            {
                last!.WhyNot = NotChosen.GaveWay;
                chosen.Remove(last);
            }

            chosen.Add(tried);
        }

        return tried;
    }
}
