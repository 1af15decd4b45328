using Synapse.Core.Agents;

namespace Synapse.Core.Marketplace;

/// <summary>
/// Candidates under one policy, as matches read them: rows and skills side by side in memory, since looking for what belongs to a
/// candidate in objects all over it costs several times what weighing it does.
/// </summary>
internal sealed class CandidateTable
{
    public const string AnyLanguageName = "*";
    public const int AnyLanguage = -1;

    private readonly IReadOnlyList<Candidate> _candidates;
    private readonly CandidateRow[] _rows;
    private readonly Skill[] _skills;
    private readonly Dictionary<string, int> _languages = new(StringComparer.Ordinal);

    public CandidateTable(IReadOnlyList<Candidate> candidates, MarketPolicy policy)
    {
        var skills = new List<Skill>();
        _candidates = candidates;
        _rows = new CandidateRow[candidates.Count];
        for (var i = 0; i < _rows.Length; i++)
        {
            _rows[i] = RowOf(candidates[i], policy, skills);
        }

        _skills = [.. skills];

        // The same prices, one behind the other in memory.
        for (var i = 0; i < _rows.Length; i++)
        {
            _rows[i] = _rows[i] with { Price = _rows[i].Price with { } };
        }
    }

    public int Count => _rows.Length;

    public Candidate this[int place] => _candidates[place];

    public ref readonly CandidateRow Row(int place) => ref _rows[place];

    public ReadOnlySpan<Skill> SkillsOf(in CandidateRow row) => _skills.AsSpan(row.FirstSkill, row.Skills);

    /// <summary>The changed lines in each language that the table knows.</summary>
    public int[] LinesOf(ChangeProfile change)
    {
        var lines = new int[_languages.Count];
        foreach (var part in change.Languages)
        {
            if (_languages.TryGetValue(part.Language, out var language))
            {
                lines[language] += part.Lines;
            }
        }

        return lines;
    }

    private CandidateRow RowOf(Candidate candidate, MarketPolicy policy, List<Skill> skills)
    {
        var (listing, standing, first) = (candidate.Listing, candidate.Standing, skills.Count);
        foreach (var capability in listing.Capabilities.AsSpan())
        {
            skills.Add(SkillOf(standing, capability, policy.PriorQualityBasisPoints));
        }

        // Who does a category in any language may be known to do it better or worse in one.
        foreach (var known in standing.Capabilities.AsSpan())
        {
            var capability = known.Capability;
            if (capability.Language != AnyLanguageName && !listing.Capabilities.Contains(capability) && listing.Capabilities.Contains(capability with { Language = AnyLanguageName }))
            {
                skills.Add(new Skill(capability.Category, NumberOf(capability.Language), known.QualityBasisPoints, known.Evidence));
            }
        }

        return new CandidateRow(
            StableHash.Of(listing.Agent), listing.Price, standing.QueueWait + listing.Sla.Deadline, listing.Limits.MaxLines, listing.Limits.MaxFiles, listing.Sla.AvailabilityBasisPoints,
            first, skills.Count - first, listing.Tier, Eligibility.AdmissionOf(candidate, policy), listing.Frameworks.Count > 0, standing.IsAvailable, standing.IsBarredFromHighSeverity);
    }

    /// <summary>What is known of just this, else of the category in any language, else the prior.</summary>
    private Skill SkillOf(Standing standing, Capability capability, int prior)
    {
        var known = standing.Capabilities.FirstOrDefault(k => k.Capability == capability)
            ?? standing.Capabilities.FirstOrDefault(k => k.Capability == capability with { Language = AnyLanguageName })
            ?? new CapabilityStanding(capability, prior, 0);
        return new Skill(capability.Category, NumberOf(capability.Language), known.QualityBasisPoints, known.Evidence);
    }

    private int NumberOf(string language)
    {
        if (language == AnyLanguageName)
        {
            return AnyLanguage;
        }

        if (!_languages.TryGetValue(language, out var number))
        {
            _languages.Add(language, number = _languages.Count);
        }

        return number;
    }
}
