using Synapse.Core.Findings;

namespace Synapse.Core.Marketplace;

/// <summary>Weighs candidates for one change. It is asked for every listing that covers something of the change, so it takes no memory.</summary>
internal sealed class Scoring
{
    public const string AnyLanguage = "*";

    private const int Tiers = (int)ListingTier.Expert + 1;
    private const int None = -1;

    private readonly MatchRequest _request;
    private readonly CategoryNeed[] _needs;
    private readonly LanguageLines[] _languages;
    private readonly int[] _fits;
    private readonly int[] _needOf = new int[Shares.Max];
    private readonly long _lines;

    public Scoring(MatchRequest request)
    {
        _request = request;
        _needs = [.. request.Change.Needs];
        _languages = [.. request.Change.Languages];
        _lines = Math.Max(1, _languages.Sum(l => (long)l.Lines));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_needs.Length, Shares.Max, nameof(request));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_languages.Length, sizeof(ulong) * 8, nameof(request));
        Worth = [.. _needs.Select(n => request.Policy.Worth.Of(request.Change, n))];
        _fits = [.. _needs.SelectMany(n => Enumerable.Range(0, Tiers).Select(t => TierFit.Of((ListingTier)t, request.Change, n.Category).BasisPoints))];
        Array.Fill(_needOf, None);
        for (var i = 0; i < _needs.Length; i++)
        {
            _needOf[(int)_needs[i].Category] = i;
        }
    }

    /// <summary>Of each need.</summary>
    public long[] Worth { get; }

    /// <summary>The share of each need's worth that is expected of a candidate.</summary>
    /// <param name="value">What is expected of it alone.</param>
    /// <param name="isLittleKnown">Whether there is little evidence for all that it covers.</param>
    /// <returns>Whether it covers anything.</returns>
    public bool Weigh(Candidate candidate, ref Shares expected, out long value, out bool isLittleKnown)
    {
        (value, isLittleKnown, var isCapable) = (0, true, false);
        var covered = CategoriesOf(candidate.Listing);
        for (var i = 0; i < _needs.Length; i++)
        {
            expected[i] = 0;
            if ((covered >> i & 1) == 0 || ScoreOf(candidate, i) is not { Covered: > 0 } score)
            {
                continue;
            }

            expected[i] = score.Expected;
            value += BasisPoints.Of(Worth[i], score.Expected);
            isCapable = true;
            isLittleKnown &= score.Evidence < _request.Policy.LittleKnownBelow;
        }

        return isCapable;
    }

    /// <summary>The parts of its score, for those who ask why.</summary>
    public ValueList<NeedScore> PartsOf(Candidate candidate) => _needs
        .Select((n, i) => (n.Category, Score: ScoreOf(candidate, i), Worth: Worth[i], Fit: FitOf(candidate.Listing, i)))
        .Where(n => n.Score.Covered > 0)
        .Select(n => new NeedScore(n.Category, n.Worth, BasisPoints.Share(n.Score.Covered, _lines), (int)(n.Score.Weighted / n.Score.Covered), n.Fit, n.Score.Expected))
        .ToValueList();

    /// <summary>A bit for each need whose category it names.</summary>
    private int CategoriesOf(Listing listing)
    {
        var needs = 0;
        foreach (var capability in listing.Capabilities.AsSpan())
        {
            var need = _needOf[(int)capability.Category];
            needs |= need == None ? 0 : 1 << need;
        }

        return needs;
    }

    /// <summary>How many changed lines it covers, these lines times its quality, and the most evidence for one of the languages.</summary>
    private (long Covered, long Weighted, int Expected, int Evidence) ScoreOf(Candidate candidate, int need)
    {
        var (covered, weighted, evidence) = (0L, 0L, 0);
        var (category, languages) = (_needs[need].Category, LanguagesOf(candidate.Listing, _needs[need].Category));
        for (var i = 0; i < _languages.Length; i++)
        {
            if ((languages >> i & 1) == 1)
            {
                var (quality, known) = Known(candidate.Standing, category, _languages[i].Language);
                covered += _languages[i].Lines;
                weighted += (long)_languages[i].Lines * quality;
                evidence = Math.Max(evidence, known);
            }
        }

        var expected = BasisPoints.Of(BasisPoints.Of(weighted / _lines, FitOf(candidate.Listing, need)), candidate.Listing.Sla.AvailabilityBasisPoints);
        return (covered, weighted, (int)expected, evidence);
    }

    private int FitOf(Listing listing, int need) => _fits[(need * Tiers) + (int)listing.Tier];

    /// <summary>A bit for each language of the change in which it covers a category.</summary>
    private ulong LanguagesOf(Listing listing, Category category)
    {
        var languages = 0UL;
        foreach (var capability in listing.Capabilities.AsSpan())
        {
            if (capability.Category != category)
            {
                continue;
            }

            if (capability.Language == AnyLanguage)
            {
                return ulong.MaxValue;
            }

            for (var i = 0; i < _languages.Length; i++)
            {
                languages |= capability.Language == _languages[i].Language ? 1UL << i : 0;
            }
        }

        return languages;
    }

    private (int Quality, int Evidence) Known(Standing standing, Category category, string language)
    {
        var (quality, evidence) = (_request.Policy.PriorQualityBasisPoints, 0);
        foreach (var known in standing.Capabilities.AsSpan())
        {
            if (known.Capability.Category != category)
            {
                continue;
            }

            if (known.Capability.Language == language)
            {
                return (known.QualityBasisPoints, known.Evidence);
            }

            if (known.Capability.Language == AnyLanguage)
            {
                (quality, evidence) = (known.QualityBasisPoints, known.Evidence);
            }
        }

        return (quality, evidence);
    }
}
