using System.Collections.Concurrent;
using Synapse.Analysis.Languages;
using Synapse.Analysis.Rules;
using Synapse.Analysis.Suppressions;
using Synapse.Core.Agents;

namespace Synapse.Analysis.Specialists;

/// <summary>The rules one specialist runs, out of its checks.</summary>
internal sealed class RuleSelection
{
    private readonly Dictionary<string, Rule> _rules = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _covers = new(StringComparer.Ordinal);

    public RuleSelection(AgentSpec specialist, RulePacks packs, IReadOnlySet<string> languages)
    {
        Specialist = specialist;
        foreach (var check in specialist.Checks)
        {
            foreach (var rule in packs.Of(check.Pack, languages))
            {
                var selected = check.Rules.Count == 0 || RuleSelector.SelectsAny(check.Rules, rule.Id);
                if (selected && !RuleSelector.SelectsAny(check.Exclude, rule.Id))
                {
                    _rules[rule.Id] = rule;
                }
            }

            foreach (var option in check.Options)
            {
                Limits[option.Name] = option.Value;
            }
        }
    }

    public AgentSpec Specialist { get; }

    public IReadOnlyCollection<Rule> Rules => _rules.Values;

    public Dictionary<string, int> Limits { get; } = new(StringComparer.Ordinal);

    public bool Has(string ruleId) => _rules.ContainsKey(ruleId);

    /// <summary>
    /// True where the specialist has rules for the language. A few checks for every text do not make a reader of a language out of
    /// a specialist that has rules for others: what they find counts, but the file is not called read.
    /// </summary>
    public bool Covers(string languageId) => _covers.GetOrAdd(languageId, id =>
    {
        var specific = _rules.Values.Where(r => !r.Languages.Contains("*")).ToList();
        return specific.Count > 0
            ? LanguageCatalog.TryGet(id, out var language) && specific.Any(r => language.Has(r.Languages))
            : _rules.Count > 0;
    });
}
