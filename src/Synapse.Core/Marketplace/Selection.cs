namespace Synapse.Core.Marketplace;

/// <summary>
/// Chooses the set of which most is expected beyond its price. A second opinion on a category adds only what the first is expected to miss, so
/// the value of a set is submodular: what an agent adds never grows when others are there.
/// </summary>
/// <param name="worth">Of each need.</param>
/// <param name="budget">Of all together.</param>
/// <param name="maxCount">The most agents.</param>
internal sealed class Selection(long[] worth, long budget, int maxCount)
{
    /// <summary>So many candidates are compared in all sets; more are chosen greedily.</summary>
    public const int ExactUpTo = 12;

    private const long NothingFound = 1_000_000;

    /// <summary>The bound of what is chosen, or never will be.</summary>
    private const long Out = long.MinValue;

    /// <summary>The chosen in the order in which they were taken.</summary>
    public List<MatchEntry> Choose(IReadOnlyList<MatchEntry> items, out bool isOptimal)
    {
        isOptimal = items.Count <= ExactUpTo;
        return isOptimal ? InOrderOfGain(Exact([.. items.OrderBy(i => i.Rank)])) : Quick(items);
    }

    /// <summary>All sets; the first of the best.</summary>
    public List<MatchEntry> Exact(IReadOnlyList<MatchEntry> items)
    {
        var (best, bestNet) = (0, 0L);
        Search(0, 0, 0, 0, Start());
        return [.. items.Where((_, i) => (best >> i & 1) == 1)];

        void Search(int index, int chosen, long price, long value, long[] missed)
        {
            if (value - price > bestNet)
            {
                (best, bestNet) = (chosen, value - price);
            }

            for (var i = index; i < items.Count && int.PopCount(chosen) < maxCount; i++)
            {
                if (price + items[i].Price <= budget)
                {
                    var after = (long[])missed.Clone();
                    Search(i + 1, chosen | (1 << i), price + items[i].Price, value + Take(items[i], after), after);
                }
            }
        }
    }

    /// <summary>
    /// The better of two greedy passes: most for its price first, and most first. For value within a budget the better of such two is never worse
    /// than a fixed share of the best, where either alone can be (Leskovec et al. 2007); for value less price no such bound is known, so how near
    /// it comes is measured.
    /// </summary>
    public List<MatchEntry> Quick(IReadOnlyList<MatchEntry> items)
    {
        var (cheap, large) = (Greedy(items, isByPrice: true), Greedy(items, isByPrice: false));
        return NetOf(large) > NetOf(cheap) ? large : cheap;
    }

    /// <summary>What is expected of a set, taken in this order.</summary>
    public long ValueOf(IEnumerable<MatchEntry> chosen)
    {
        var missed = Start();
        return chosen.Sum(e => Take(e, missed));
    }

    public long NetOf(IReadOnlyCollection<MatchEntry> chosen) => ValueOf(chosen) - chosen.Sum(e => e.Price);

    /// <summary>What an agent adds to a set.</summary>
    public long GainOf(MatchEntry entry, IEnumerable<MatchEntry> chosen)
    {
        var missed = Start();
        foreach (var other in chosen)
        {
            Take(other, missed);
        }

        return Gain(entry, missed);
    }

    /// <summary>
    /// Since no gain grows, what an item had when it was last looked at bounds what it has now (Minoux 1978): only those whose bound is above
    /// the best so far are looked at again.
    /// </summary>
    private List<MatchEntry> Greedy(IReadOnlyList<MatchEntry> items, bool isByPrice)
    {
        var (missed, left, chosen) = (Start(), budget, new List<MatchEntry>());
        var bounds = items.Select(i => Key(i, i.Value)).ToArray();
        while (chosen.Count < maxCount && Next() is var next and >= 0)
        {
            left -= items[next].Price;
            Take(items[next], missed);
            bounds[next] = Out;
            chosen.Add(items[next]);
        }

        return chosen;

        int Next()
        {
            var best = -1;
            for (var i = 0; i < bounds.Length; i++)
            {
                if (IsBehind(i, best))
                {
                    continue;
                }

                var gain = Gain(items[i], missed);
                bounds[i] = items[i].Price > left || gain <= items[i].Price ? Out : Key(items[i], gain);
                best = IsBehind(i, best) ? best : i;
            }

            return best;
        }

        bool IsBehind(int item, int best) =>
            bounds[item] == Out || (best >= 0 && (bounds[item] < bounds[best] || (bounds[item] == bounds[best] && items[item].Rank > items[best].Rank)));

        long Key(MatchEntry item, long gain) => isByPrice ? (gain - item.Price) * 1_000 / (item.Price + 1) : gain - item.Price;
    }

    private List<MatchEntry> InOrderOfGain(List<MatchEntry> chosen)
    {
        var (missed, ordered) = (Start(), new List<MatchEntry>());
        while (ordered.Count < chosen.Count)
        {
            var next = chosen.Except(ordered).MaxBy(e => Gain(e, missed) - e.Price)!;
            Take(next, missed);
            ordered.Add(next);
        }

        return ordered;
    }

    /// <summary>What nobody has looked for yet, in millionths of each need.</summary>
    private long[] Start()
    {
        var missed = new long[worth.Length];
        Array.Fill(missed, NothingFound);
        return missed;
    }

    private long Gain(MatchEntry entry, ReadOnlySpan<long> missed)
    {
        var gain = 0L;
        for (var i = 0; i < worth.Length; i++)
        {
            gain += worth[i] * BasisPoints.Of(missed[i], entry.Expected(i)) / NothingFound;
        }

        return gain;
    }

    private long Take(MatchEntry entry, Span<long> missed)
    {
        var gain = Gain(entry, missed);
        for (var i = 0; i < worth.Length; i++)
        {
            missed[i] -= BasisPoints.Of(missed[i], entry.Expected(i));
        }

        return gain;
    }
}
