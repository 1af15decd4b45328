using System.Collections;
using Synapse.Analysis.Languages;
using Synapse.Analysis.Rules;
using Synapse.Analysis.Scanning;
using Synapse.Core.Findings;

namespace Synapse.Analysis.Tests.Rules;

public sealed class SecretMatchTests
{
    private const string Pack = """
        pack: secrets
        languages: ["*"]
        category: secrets
        rules:
          - id: secrets.sure
            title: Sure
            severity: high
            confidence: 0.9
            match: [{ regex: '\b(tok_[a-z0-9]{8})\b', group: 1, keywords: [tok_] }]
            message: m
            recommendation: r
            examples: { match: [tok_q7w2e9r4, x=tok_q7w2e9r4], noMatch: [tok, tok_] }
          - id: secrets.guess
            title: Guess
            severity: low
            confidence: 0.5
            match: [{ regex: 'key=(\S+)', group: 1, groupHas: ['[0-9]'], groupLacks: ['^v[0-9]+$'], keywords: [key] }]
            message: m
            recommendation: r
            examples: { match: [key=q7w2, key=r4t8], noMatch: [key=abcdef, key=v2] }
        """;

    [Fact]
    public void Examples_hold() => Assert.Empty(Rules().SelectMany(RuleExampleRunner.Problems));

    [Fact]
    public void The_surest_rule_keeps_a_secret_and_all_of_it_is_masked()
    {
        var match = Assert.Single(Scan("key=a1-tok_q7w2e9r4"));
        Assert.Equal("secrets.sure", match.Rule.Id);
        Assert.Equal((4, 19), (match.MaskStart, match.MaskEnd));
    }

    [Fact]
    public void Two_secrets_on_a_line_are_two_findings() => Assert.Equal(2, Scan("key=r4t8u1 tok_q7w2e9r4").Count);

    private static IReadOnlyList<Rule> Rules()
    {
        var (rules, problems) = PackReader.Read("test.yaml", Pack);
        Assert.Empty(problems);
        return rules;
    }

    private static IReadOnlyList<RawMatch> Scan(string line)
    {
        var text = new ReviewedText("a.txt", "a.txt", Side.New, LanguageCatalog.Text, line, [0], null, new BitArray(1, true));
        return FileScanner.Scan(text, RuleSet.Build(Rules(), LanguageCatalog.Text, removed: false), ScanOptions.Default).Matches;
    }
}
