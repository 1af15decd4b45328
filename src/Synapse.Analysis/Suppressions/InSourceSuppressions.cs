using Synapse.Analysis.Languages;
using Synapse.Analysis.Scanning;
using Synapse.Core.Findings;

namespace Synapse.Analysis.Suppressions;

/// <summary>
/// <c>synapse:ignore RULE-ID reason</c> in a comment on the finding's line or on the line above. Without a reason it suppresses
/// nothing and is a finding itself.
/// </summary>
internal sealed class InSourceSuppressions
{
    public const string Keyword = "synapse:ignore";

    private readonly Dictionary<int, List<(string Rule, string Reason)>> _byLine = [];

    private InSourceSuppressions()
    {
    }

    /// <summary>0-based lines that hold a directive without a reason, in order.</summary>
    public List<int> WithoutReason { get; } = [];

    public static InSourceSuppressions Read(ReviewedText text, TextStructure? structure)
    {
        var result = new InSourceSuppressions();
        for (var at = text.Text.IndexOf(Keyword, StringComparison.Ordinal); at >= 0; at = text.Text.IndexOf(Keyword, at + 1, StringComparison.Ordinal))
        {
            if (text.Language != LanguageCatalog.Text && !(structure ??= new TextStructure(text)).Tokens.IsInComment(at))
            {
                continue;
            }

            var line = text.LineAt(at);
            var (start, length) = text.Extent(line);
            result.Add(line, text.Text.AsSpan(at + Keyword.Length, start + length - at - Keyword.Length));
        }

        return result;
    }

    public Suppression? For(string ruleId, int line)
    {
        foreach (var candidate in (ReadOnlySpan<int>)[line, line - 1])
        {
            foreach (var (rule, reason) in _byLine.GetValueOrDefault(candidate) ?? [])
            {
                if (RuleSelector.Selects(rule, ruleId))
                {
                    return new Suppression("inSource", reason);
                }
            }
        }

        return null;
    }

    private void Add(int line, ReadOnlySpan<char> rest)
    {
        var words = rest.Trim();
        foreach (var close in (ReadOnlySpan<string>)["*/", "-->", "--%>", "%>"])
        {
            if (words.IndexOf(close) is >= 0 and var end)
            {
                words = words[..end].Trim();
            }
        }

        var space = words.IndexOfAny(' ', '\t');
        var rule = space < 0 ? words : words[..space];
        var reason = space < 0 ? "" : words[space..].Trim().TrimStart(':').Trim();
        if (rule.Length == 0 || reason.Length == 0)
        {
            WithoutReason.Add(line);
            return;
        }

        if (!_byLine.TryGetValue(line, out var list))
        {
            _byLine[line] = list = [];
        }

        list.Add((rule.ToString(), reason.ToString()));
    }
}
