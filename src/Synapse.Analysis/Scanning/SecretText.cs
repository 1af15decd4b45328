using Synapse.Analysis.Languages;
using Synapse.Analysis.Rules;
using Synapse.Core.Findings;

namespace Synapse.Analysis.Scanning;

/// <summary>Hides the secrets in a text that is shown but not reviewed, such as the title of a commit.</summary>
public static class SecretText
{
    public static string Hide(string text, RulePacks packs)
    {
        if (text.Length == 0)
        {
            return text;
        }

        var rules = packs.Names.SelectMany(name => packs.Of(name, new HashSet<string>())).Where(r => r.Category == Category.Secrets);
        var reviewed = ReviewedText.Whole("", text);
        TextStructure? structure = null;
        var matches = FileScanner.ScanAll(reviewed, RuleSet.Build(rules, LanguageCatalog.Text, removed: false), ref structure);
        return new KnownSecrets(matches.Where(m => m.MaskStart >= 0).Select(m => text[m.MaskStart..m.MaskEnd])).Hide(text);
    }
}
