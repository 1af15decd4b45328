using Synapse.Analysis.Languages;
using Synapse.Analysis.Scanning;
using Synapse.Core.Findings;

namespace Synapse.Analysis.Suppressions;

/// <summary>
/// <c>synapse:ignore RULE-ID reason</c> in a comment on a line of the finding's code, or alone on the line above it. Without a reason
/// it suppresses nothing and is a finding itself.
/// </summary>
internal sealed class InSourceSuppressions
{
    public const string Keyword = "synapse:ignore";

    private readonly Dictionary<int, List<(string Rule, string Reason, bool Alone)>> _byLine = [];

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
            var isAlone = !text.Text[start..at].Any(char.IsLetterOrDigit);
            result.Add(line, isAlone, text.Text.AsSpan(at + Keyword.Length, start + length - at - Keyword.Length));
        }

        return result;
    }

    /// <param name="first">The first line of the finding's code.</param>
    /// <param name="last">Its last line; a call over several lines carries its comment where there is room.</param>
    public Suppression? For(string ruleId, int first, int last)
    {
        for (var line = first - 1; line <= last; line++)
        {
            foreach (var (rule, reason, alone) in _byLine.GetValueOrDefault(line) ?? [])
            {
                // A comment behind other code speaks of that code.
                if ((alone || line >= first) && RuleSelector.Selects(rule, ruleId))
                {
                    return new Suppression(Suppression.InSource, reason);
                }
            }
        }

        return null;
    }

    private void Add(int line, bool alone, ReadOnlySpan<char> rest)
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

        list.Add((rule.ToString(), reason.ToString(), alone));
    }
}
