namespace Synapse.Core.Marketplace;

/// <summary>A candidate that may be chosen, while it is being weighed.</summary>
/// <param name="place">In the table.</param>
internal sealed class MatchEntry(Candidate candidate, int place, ulong rank, Quote quote, in Shares expected, long value, bool isSealed, bool isLittleKnown)
{
    private readonly Shares _expected = expected;

    public Candidate Candidate => candidate;

    public int Place => place;

    public Listing Listing => candidate.Listing;

    /// <summary>Its place among equals.</summary>
    public ulong Rank => rank;

    public Quote Quote => quote;

    /// <summary>What is expected of it alone.</summary>
    public long Value => value;

    public bool IsLittleKnown => isLittleKnown;

    /// <summary>What it would be paid: its quote, until an auction says otherwise.</summary>
    public long Price { get; set; } = quote.Total;

    public NotChosen WhyNot { get; set; }

    public bool IsChosen { get; set; }

    public long Net => value - Price;

    public bool IsSealed => isSealed;

    /// <summary>The share of a need's worth that is expected of it, in basis points.</summary>
    public int Expected(int need) => _expected[need];

    /// <summary>The one of so many needs in which most is expected of it, by a weight for each.</summary>
    public int BestNeed(ReadOnlySpan<long> worth)
    {
        var best = 0;
        for (var i = 1; i < worth.Length; i++)
        {
            best = BasisPoints.Of(worth[i], _expected[i]) > BasisPoints.Of(worth[best], _expected[best]) ? i : best;
        }

        return best;
    }
}
