using System.Collections;
using System.Text.RegularExpressions;
using Synapse.Analysis.Lexing;
using Synapse.Analysis.Rules;
using Synapse.Core.Findings;

namespace Synapse.Analysis.Scanning;

/// <summary>
/// Finds what must be hidden in the lines that are shown. It does not rely on the findings: a line is also shown for another
/// reason, as context of a match, from the removed side, or by a specialist that has no rules for secrets.
/// </summary>
internal static partial class SecretSpans
{
    /// <summary>CWE-259, 321 and 798: a password, a key or a credential in the code. Such a rule points at what must not be repeated.</summary>
    private static readonly int[] CredentialWeaknesses = [259, 321, 798];

    /// <summary>Whether a match of the rule holds something that must not be shown.</summary>
    public static bool Reveals(Rule rule) => rule.Category == Category.Secrets || rule.Cwe.Any(CredentialWeaknesses.Contains);

    /// <param name="secrets">The rules that <see cref="Reveals"/> tells, for the text's language.</param>
    /// <param name="values">Receives what is certainly a secret, to hide it elsewhere.</param>
    public static List<(int Start, int End)> Find(ReviewedText text, IReadOnlyList<RawMatch> shown, TextStructure? structure, RuleSet secrets, List<string> values)
    {
        var spans = new List<(int Start, int End)>();
        if (shown.Count == 0)
        {
            return spans;
        }

        var lines = new BitArray(text.LineCount);
        foreach (var match in shown)
        {
            var (first, last) = FindingFactory.LinesOf(text, match);
            for (var line = first; line <= last; line++)
            {
                lines[line] = true;
            }
        }

        spans.AddRange(shown.Where(m => m.MaskStart >= 0).Select(m => (m.MaskStart, m.MaskEnd)));
        var view = new ReviewedText(text.Path, text.Lineage, text.Side, text.Language, text.Text, text.SegmentStarts, null, lines);
        foreach (var match in FileScanner.ScanAll(view, secrets, ref structure))
        {
            List<(int Start, int End)> found = match.MaskStart >= 0 ? [(match.MaskStart, match.MaskEnd)] : [.. Literals(text, match, structure)];
            spans.AddRange(found);
            // Of several strings one may name an algorithm.
            values.AddRange(found.Count == 1 ? [text.Text[found[0].Start..found[0].End]] : []);
        }

        foreach (var line in Enumerable.Range(0, lines.Length).Where(l => lines[l]))
        {
            var (start, length) = text.Extent(line);
            spans.AddRange(Credential().Matches(text.Text[start..(start + length)]).Select(m => (start + m.Groups[1].Index, start + m.Groups[1].Index + m.Groups[1].Length)));
        }

        if (text.Text.Contains("PRIVATE KEY", StringComparison.Ordinal))
        {
            spans.AddRange(KeyBody().Matches(text.Text).Select(m => (m.Groups[1].Index, m.Groups[1].Index + m.Groups[1].Length)));
        }

        return spans;
    }

    /// <summary>The values among the strings of a match, without their quotes: a string before a colon or a bracket is a name.</summary>
    private static IEnumerable<(int Start, int End)> Literals(ReviewedText text, RawMatch match, TextStructure? structure)
    {
        if (structure is null)
        {
            yield return (match.Start, match.End);
            yield break;
        }

        var tokens = structure.Tokens;
        for (var i = Math.Max(0, tokens.IndexAt(match.Start)); i < tokens.Count && tokens[i].Start < match.End; i++)
        {
            if (tokens[i].End <= match.Start || tokens[i].Kind is not (TokenKind.String or TokenKind.TemplateText or TokenKind.Character))
            {
                continue;
            }

            var isName = i + 1 < tokens.Count && text.Text[tokens[i + 1].Start] is ':' or ']' or '=';
            var quote = tokens[i].Kind == TokenKind.TemplateText ? -1 : text.Text.AsSpan(tokens[i].Start, tokens[i].Length).IndexOfAny("\"'`");
            if (!isName)
            {
                yield return quote < 0 ? (tokens[i].Start, tokens[i].End) : (tokens[i].Start + quote + 1, tokens[i].End - 1);
            }
        }
    }

    /// <summary>The password of a URL and the value of an authorization header, in whatever form: too unsure to report, too likely to show.</summary>
    [GeneratedRegex("""(?:://[^\s/:@"'{}$]{0,60}:|\b[Bb](?:earer|asic) +(?=\S{0,40}[0-9]))((?<=:)[^\s/"'@{}$<>%]{3,}(?=@)|(?<= )[A-Za-z0-9+/_.~=-]{6,})""", RegexOptions.CultureInvariant)]
    private static partial Regex Credential();

    /// <summary>What follows the header of a private key, also where the key is one string with escaped line breaks.</summary>
    [GeneratedRegex("""-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----((?:(?:Proc-Type|DEK-Info|Comment|Version): [^\r\n]{0,100}[\r\n]|[A-Za-z0-9+/=]{12,}|[\s"'`\\+,;])+[A-Za-z0-9+/=]*)""", RegexOptions.CultureInvariant)]
    private static partial Regex KeyBody();
}
