using Synapse.Analysis.Languages;

namespace Synapse.Analysis.Rules;

/// <summary>A pack with one rule to start from. It passes its own test as it stands.</summary>
public static class RuleTemplate
{
    /// <summary>The languages that a rule can be for.</summary>
    public static IReadOnlyList<string> Languages => [.. LanguageCatalog.All.Where(l => l != LanguageCatalog.Text).Select(l => l.Id).Order(StringComparer.Ordinal)];

    /// <summary>True for what can be the id of a rule: letters and digits in parts between dots or dashes.</summary>
    public static bool IsId(string id) =>
        id.Length is > 2 and <= 100 && char.IsAsciiLetter(id[0]) && char.IsAsciiLetterOrDigit(id[^1]) && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-');

    /// <param name="language">One of <see cref="Languages"/>.</param>
    public static string Of(string id, string pack, string language)
    {
        var definition = LanguageCatalog.TryGet(language, out var known) ? known : throw new ArgumentException("no such language", nameof(language));
        var page = definition.CodeInPages ? "<?php " : "";
        return $$"""
            pack: {{pack}}
            languages: [{{language}}]        # default for the rules below; a rule may name its own
            category: security           # security, secrets, performance, correctness or maintainability
            rules:
              - id: {{id}}
                title: Call of a function that is not to be used
                # Weaknesses by number (https://cwe.mitre.org), the most specific first; leave it out where there is none.
                cwe: [676]
                severity: medium         # low, medium, high or critical
                confidence: 0.7          # 0 to 1: the share of reports that you expect to be right
                # Any one match is enough. White space and comments do not matter, and text in strings never matches a pattern.
                match:
            {{Match(definition)}}
                message: Why this is a problem, in one sentence.
                recommendation: What to do about it, in one more.
                references: ['https://example.org/why']
                # They are run as tests, and shown by 'synapse explain': at least two each, the second two as near to the first as you can.
                examples:
                  match:
                    - '{{page}}replaceMe(name)'
                    - '{{page}}replaceMe(first(second))'
                  noMatch:
                    - '{{page}}useThis(name)'
                    - '{{page}}replaceMeNot(name)'

            """;
    }

    /// <summary>Settings and markup have no calls to match by their tokens.</summary>
    private static string Match(LanguageDefinition language) => language.Blocks != BlockStyle.None
        ? """
                  - pattern: 'replaceMe($X)'          # $X is one expression; $X:dynamic one that is not constant; ... is anything
            """
        : """
                  - regex: '\breplaceMe\('            # within one line, in linear time: no look-around, no back-references
                    keywords: [replaceMe]             # words of which one must be on the line
            """;
}
