namespace Synapse.Core.Marketplace;

/// <summary>Weighs the candidates of a table for one change.</summary>
internal sealed class Scoring
{
    private const int Tiers = (int)ListingTier.Expert + 1;
    private const int NotNeeded = -1;

    private readonly CandidateTable _table;
    private readonly CategoryNeed[] _needs;
    private readonly int[] _needOf = new int[Shares.Max];
    private readonly int[] _fits;
    private readonly int[] _lines;
    private readonly long _allLines;
    private readonly int _littleKnownBelow;

    public Scoring(MatchRequest request, CandidateTable table)
    {
        _table = table;
        _needs = [.. request.Change.Needs];
        _lines = table.LinesOf(request.Change);
        _allLines = Math.Max(1, request.Change.Languages.Sum(l => (long)l.Lines));
        _littleKnownBelow = request.Policy.LittleKnownBelow;
        _fits = [.. _needs.SelectMany(n => Enumerable.Range(0, Tiers).Select(t => TierFit.Of((ListingTier)t, request.Change, n.Category).BasisPoints))];
        Worth = [.. _needs.Select(n => request.Policy.Worth.Of(request.Change, n))];
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_needs.Length, Shares.Max, nameof(request));
        Array.Fill(_needOf, NotNeeded);
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
    public bool Weigh(in CandidateRow row, ref Shares expected, out long value, out bool isLittleKnown)
    {
        (value, isLittleKnown, var isCapable) = (0, true, false);
        var skills = _table.SkillsOf(row);
        var named = 0;
        foreach (ref readonly var skill in skills)
        {
            var need = _needOf[(int)skill.Category];
            named |= need == NotNeeded ? 0 : 1 << need;
        }

        for (var i = 0; i < _needs.Length; i++)
        {
            expected[i] = 0;
            if ((named >> i & 1) == 0 || ScoreOf(row, skills, i) is not { Covered: > 0 } score)
            {
                continue;
            }

            expected[i] = score.Expected;
            value += BasisPoints.Of(Worth[i], score.Expected);
            isCapable = true;
            isLittleKnown &= score.Evidence < _littleKnownBelow;
        }

        return isCapable;
    }

    /// <summary>The parts of a candidate's score, for those who ask why.</summary>
    public ValueList<NeedScore> PartsOf(int place)
    {
        var parts = new List<NeedScore>();
        ref readonly var row = ref _table.Row(place);
        for (var i = 0; i < _needs.Length; i++)
        {
            if (ScoreOf(row, _table.SkillsOf(row), i) is { Covered: > 0 } score)
            {
                parts.Add(new NeedScore(
                    _needs[i].Category, Worth[i], BasisPoints.Share(score.Covered, _allLines), (int)(score.Weighted / score.Covered), _fits[(i * Tiers) + (int)row.Tier], score.Expected));
            }
        }

        return parts.ToValueList();
    }

    /// <summary>How many changed lines it covers, these lines times its quality in their language, and the most evidence for one of them.</summary>
    private (long Covered, long Weighted, int Expected, int Evidence) ScoreOf(in CandidateRow row, ReadOnlySpan<Skill> skills, int need)
    {
        var (covered, weighted, evidence) = (0L, 0L, 0);
        var (isAny, any) = (false, default(Skill));
        foreach (ref readonly var skill in skills)
        {
            if (skill.Category != _needs[need].Category)
            {
                continue;
            }

            if (skill.Language == CandidateTable.AnyLanguage)
            {
                (isAny, any) = (true, skill);
                continue;
            }

            var lines = _lines[skill.Language];
            covered += lines;
            weighted += (long)lines * skill.Quality;
            evidence = lines > 0 ? Math.Max(evidence, skill.Evidence) : evidence;
        }

        if (isAny && covered < _allLines)
        {
            (weighted, covered, evidence) = (weighted + ((_allLines - covered) * any.Quality), _allLines, Math.Max(evidence, any.Evidence));
        }

        var expected = BasisPoints.Of(BasisPoints.Of(weighted / _allLines, _fits[(need * Tiers) + (int)row.Tier]), row.Availability);
        return (covered, weighted, (int)expected, evidence);
    }
}
