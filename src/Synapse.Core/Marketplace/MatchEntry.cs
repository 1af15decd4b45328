using Synapse.Core.Findings;

namespace Synapse.Core.Marketplace;

/// <summary>A candidate while it is being weighed.</summary>
internal sealed class MatchEntry(Candidate candidate, ulong rank)
{
    private const string AnyLanguage = "*";

    public Candidate Candidate => candidate;

    public Listing Listing => candidate.Listing;

    /// <summary>Its place among equals.</summary>
    public ulong Rank => rank;

    public NotChosen WhyNot { get; set; }

    public Quote Quote { get; set; }

    public long Price { get; set; }

    /// <summary>The share of each need's worth that is expected of it, in basis points, in the order of the needs.</summary>
    public int[] Expected { get; private set; } = [];

    /// <summary>What is expected of it alone.</summary>
    public long Value { get; private set; }

    public long Net => Value - Price;

    public bool IsLittleKnown { get; private set; }

    public bool IsSealed => Listing.Price is ListingPrice.SealedBid;

    /// <summary>What each need is worth times what is expected of it, from the sum of the lines of each language.</summary>
    public void Weigh(MatchRequest request, ReadOnlySpan<long> worth)
    {
        var needs = request.Change.Needs;
        Expected = new int[needs.Count];
        IsLittleKnown = true;
        for (var i = 0; i < needs.Count; i++)
        {
            var score = ScoreOf(request, needs[i].Category, out var evidence);
            Expected[i] = score.Expected;
            Value += BasisPoints.Of(worth[i], Expected[i]);
            IsLittleKnown &= evidence < request.Policy.LittleKnownBelow;
        }
    }

    /// <summary>The parts of its score, for those who ask why.</summary>
    public ValueList<NeedScore> Parts(MatchRequest request, long[] worth) => request.Change.Needs
        .Select((n, i) => (Need: n, Score: ScoreOf(request, n.Category, out _), Worth: worth[i]))
        .Where(n => n.Score.Coverage > 0)
        .Select(n => new NeedScore(n.Need.Category, n.Worth, n.Score.Coverage, n.Score.Quality, n.Score.Fit, n.Score.Expected))
        .ToValueList();

    public bool IsCapable(ChangeProfile change)
    {
        foreach (var capability in Listing.Capabilities.AsSpan())
        {
            if (IsNeeded(change, capability.Category) && (capability.Language == AnyLanguage || IsIn(change, capability.Language)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsNeeded(ChangeProfile change, Category category)
    {
        foreach (var need in change.Needs.AsSpan())
        {
            if (need.Category == category)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsIn(ChangeProfile change, string language)
    {
        foreach (var lines in change.Languages.AsSpan())
        {
            if (lines.Language == language)
            {
                return true;
            }
        }

        return false;
    }

    private (int Coverage, int Quality, int Fit, int Expected) ScoreOf(MatchRequest request, Category category, out int evidence)
    {
        var (all, covered, weighted) = (0L, 0L, 0L);
        evidence = 0;
        foreach (var part in request.Change.Languages.AsSpan())
        {
            all += part.Lines;
            if (Covers(category, part.Language))
            {
                var (quality, known) = Known(category, part.Language, request.Policy.PriorQualityBasisPoints);
                covered += part.Lines;
                weighted += (long)part.Lines * quality;
                evidence = Math.Max(evidence, known);
            }
        }

        if (covered == 0)
        {
            return default;
        }

        var fit = TierFit.Of(Listing.Tier, request.Change, category).BasisPoints;
        var expected = BasisPoints.Of(BasisPoints.Of(weighted / all, fit), Listing.Sla.AvailabilityBasisPoints);
        return (BasisPoints.Share(covered, all), (int)(weighted / covered), fit, (int)expected);
    }

    private bool Covers(Category category, string language)
    {
        foreach (var capability in Listing.Capabilities.AsSpan())
        {
            if (capability.Category == category && (capability.Language == AnyLanguage || capability.Language == language))
            {
                return true;
            }
        }

        return false;
    }

    private (int Quality, int Evidence) Known(Category category, string language, int prior)
    {
        CapabilityStanding? general = null;
        foreach (var standing in candidate.Standing.Capabilities.AsSpan())
        {
            if (standing.Capability.Category != category)
            {
                continue;
            }

            if (standing.Capability.Language == language)
            {
                return (standing.QualityBasisPoints, standing.Evidence);
            }

            general = standing.Capability.Language == AnyLanguage ? standing : general;
        }

        return general is null ? (prior, 0) : (general.QualityBasisPoints, general.Evidence);
    }
}
