namespace Synapse.Analysis.Suppressions;

/// <summary>A rule id, or a prefix ending in <c>*</c>.</summary>
internal static class RuleSelector
{
    public static bool Selects(string selector, string ruleId) => selector.EndsWith('*')
        ? ruleId.AsSpan().StartsWith(selector.AsSpan(0, selector.Length - 1))
        : selector == ruleId;

    public static bool SelectsAny(IReadOnlyList<string> selectors, string ruleId)
    {
        foreach (var selector in selectors)
        {
            if (Selects(selector, ruleId))
            {
                return true;
            }
        }

        return false;
    }
}
