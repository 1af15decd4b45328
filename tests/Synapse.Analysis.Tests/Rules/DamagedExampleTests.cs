using System.Collections;
using Synapse.Analysis.Languages;
using Synapse.Analysis.Rules;
using Synapse.Analysis.Scanning;
using Synapse.Core.Findings;
using Synapse.Core.Languages;
using Xunit;

namespace Synapse.Analysis.Tests.Rules;

/// <summary>Hunks start and end anywhere: no check may fail on the middle of any example.</summary>
public sealed class DamagedExampleTests
{
    public static TheoryData<string> Languages => [.. LanguageCatalog.All.Select(l => l.Id)];

    [Theory]
    [MemberData(nameof(Languages))]
    public void No_check_fails_on_a_piece_of_code(string id)
    {
        LanguageCatalog.TryGet(id, out var language);
        var rules = RuleSet.Build(RulePacks.Embedded.All, language, removed: false);
        var random = new Random(7);
        var failed = new List<string>();
        foreach (var rule in RulePacks.Embedded.All.Where(r => r.Languages.Contains(id)))
        {
            foreach (var example in rule.Examples.Match.Concat(rule.Examples.NoMatch).Where(e => e.IsIn(id)))
            {
                var start = random.Next(example.Code.Length);
                foreach (var piece in new[] { example.Code[start..], example.Code[..start], example.Code[start..] + example.Code[..start] })
                {
                    failed.AddRange(Scan(language, rules, piece).Where(g => g.Failed).Select(g => $"{g.RuleId}: {g.Reason} on {piece}"));
                }
            }
        }

        Assert.Empty(failed);
    }

    private static IReadOnlyList<ScanGap> Scan(LanguageDefinition language, RuleSet rules, string code)
    {
        var path = "src/example" + SourceLanguages.ExtensionsOf(language.Id).FirstOrDefault("");
        var text = new ReviewedText(path, path, Side.New, language, code, [0], null, new BitArray(code.AsSpan().Count('\n') + 1, true));
        return FileScanner.Scan(text, rules, ScanOptions.Default).Gaps;
    }
}
