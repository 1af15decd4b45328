using Synapse.Analysis.Flow;
using Synapse.Analysis.Languages;

namespace Synapse.Analysis.Rules;

/// <summary>A match of a rule, ready to run.</summary>
internal readonly record struct Matcher(Rule Rule, RuleMatch Match);

/// <summary>All rules that apply to one language and side, with one index over all their keywords.</summary>
internal sealed class RuleSet
{
    private readonly int[][] _matchersOfKeyword;
    private readonly Lazy<KnownNames> _names;

    private RuleSet(Matcher[] matchers, IReadOnlyList<string> keywords, int[][] matchersOfKeyword)
    {
        Matchers = matchers;
        _matchersOfKeyword = matchersOfKeyword;
        Index = new KeywordIndex(keywords);
        Metrics = [.. matchers.Where(m => m.Match is MetricMatch)];
        var sources = matchers.Select(m => m.Rule.Sources).Distinct(ReferenceEqualityComparer.Instance).Cast<PackSources>().ToList();
        _names = new(() => new KnownNames(matchers, sources.SelectMany(s => s.Expressions).Select(r => r.Pattern)));
        Sources = FlowSources.Of(
            sources.SelectMany(s => s.Expressions).Select(r => r.Pattern),
            sources.SelectMany(s => s.Parameters).Select(r => r.Pattern),
            sources.SelectMany(s => s.Handlers).Select(r => r.Pattern),
            sources.SelectMany(s => s.Exceptions).Select(r => r.Pattern));
    }

    public IReadOnlyList<Matcher> Matchers { get; }

    public IReadOnlyList<Matcher> Metrics { get; }

    /// <summary>Where outside values come in, by all of these rules.</summary>
    public FlowSources Sources { get; }

    public KeywordIndex Index { get; }

    public KnownNames Names => _names.Value;

    public bool IsEmpty => Matchers.Count == 0;

    public ReadOnlySpan<int> MatchersOf(int keyword) => _matchersOfKeyword[keyword];

    public static RuleSet Build(IEnumerable<Rule> rules, LanguageDefinition language, bool removed)
    {
        var matchers = rules
            .Where(r => r.Removed == removed && language.Has(r.Languages))
            .SelectMany(r => r.Matches.Select(m => new Matcher(r, m)))
            .ToArray();
        var byKeyword = new SortedDictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < matchers.Length; i++)
        {
            foreach (var keyword in matchers[i].Match.Keywords)
            {
                var key = keyword.ToLowerInvariant();
                if (!byKeyword.TryGetValue(key, out var list))
                {
                    byKeyword[key] = list = [];
                }

                if (list.Count == 0 || list[^1] != i)
                {
                    list.Add(i);
                }
            }
        }

        return new RuleSet(matchers, [.. byKeyword.Keys], [.. byKeyword.Values.Select(v => v.ToArray())]);
    }
}
