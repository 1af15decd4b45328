using Synapse.Core.Findings;

namespace Synapse.Core.Marketplace;

/// <summary>Weighs candidates for one change. It is asked for every listing that covers something of the change, so it takes no memory.</summary>
internal sealed class Scoring
{
    public const string AnyLanguage = "*";

    private readonly MatchRequest _request;
    private readonly CategoryNeed[] _needs;
    private readonly LanguageLines[] _languages;
    private readonly long _lines;

    public Scoring(MatchRequest request)
    {
        _request = request;
        _needs = [.. request.Change.Needs];
        _languages = [.. request.Change.Languages];
        _lines = Math.Max(1, _languages.Sum(l => (long)l.Lines));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_needs.Length, Shares.Max, nameof(request));
        Worth = [.. _needs.Select(n => request.Policy.Worth.Of(request.Change, n))];
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
        for (var i = 0; i < _needs.Length; i++)
        {
            var score = ScoreOf(candidate, _needs[i].Category, out var evidence);
            expected[i] = score.Expected;
            value += BasisPoints.Of(Worth[i], score.Expected);
            isCapable |= score.IsCovered;
            isLittleKnown &= evidence < _request.Policy.LittleKnownBelow;
        }

        return isCapable;
    }

    /// <summary>The parts of its score, for those who ask why.</summary>
    public ValueList<NeedScore> PartsOf(Candidate candidate) => _needs
        .Select((n, i) => (n.Category, Score: ScoreOf(candidate, n.Category, out _), Worth: Worth[i]))
        .Where(n => n.Score.IsCovered)
        .Select(n => new NeedScore(
            n.Category, n.Worth, BasisPoints.Share(n.Score.Covered, _lines), (int)(n.Score.Weighted / n.Score.Covered), TierFit.Of(candidate.Listing.Tier, _request.Change, n.Category).BasisPoints,
            n.Score.Expected))
        .ToValueList();

    /// <summary>How many changed lines it covers, and these lines times its quality.</summary>
    private (bool IsCovered, long Covered, long Weighted, int Expected) ScoreOf(Candidate candidate, Category category, out int evidence)
    {
        var (covered, weighted) = (0L, 0L);
        evidence = 0;
        foreach (var part in _languages)
        {
            if (Covers(candidate.Listing, category, part.Language))
            {
                var (quality, known) = Known(candidate.Standing, category, part.Language);
                covered += part.Lines;
                weighted += (long)part.Lines * quality;
                evidence = Math.Max(evidence, known);
            }
        }

        if (covered == 0)
        {
            return default;
        }

        var fit = TierFit.Of(candidate.Listing.Tier, _request.Change, category).BasisPoints;
        return (true, covered, weighted, (int)BasisPoints.Of(BasisPoints.Of(weighted / _lines, fit), candidate.Listing.Sla.AvailabilityBasisPoints));
    }

    private static bool Covers(Listing listing, Category category, string language)
    {
        foreach (var capability in listing.Capabilities.AsSpan())
        {
            if (capability.Category == category && (capability.Language == language || capability.Language == AnyLanguage))
            {
                return true;
            }
        }

        return false;
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
