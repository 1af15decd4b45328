using System.Globalization;
using Synapse.Analysis.Rules;
using Synapse.Core;
using Synapse.Core.Findings;

namespace Synapse.Analysis.Scanning;

/// <summary>Turns the raw matches of one text into findings: exact place, masked snippet, identity, certain replacement.</summary>
internal static class FindingFactory
{
    private const int MaxSnippetLines = 5;
    private const string ComesIn = "the value comes in here";
    private const string PassesThrough = "and passes through here";

    public static IReadOnlyList<(RawMatch Match, Finding Finding)> Make(ReviewedText text, IReadOnlyList<RawMatch> matches, FileOriginKind origin, SecretMask mask)
    {
        var fingerprints = new Fingerprints();
        var findings = new List<(RawMatch, Finding)>(matches.Count);
        foreach (var match in matches)
        {
            findings.Add((match, Make(text, match, origin, mask, fingerprints)));
        }

        return findings;
    }

    /// <summary>The lines that a finding points at and shows.</summary>
    public static (int First, int Last) LinesOf(ReviewedText text, RawMatch match)
    {
        var first = text.LineAt(match.Start);
        var last = text.LineAt(Math.Max(match.Start, match.End - 1));
        if (!text.Counts(first))
        {
            first = text.FirstCounting(first, last);
        }

        return (first, Math.Min(last, first + MaxSnippetLines - 1));
    }

    private static Finding Make(ReviewedText text, RawMatch match, FileOriginKind origin, SecretMask mask, Fingerprints fingerprints)
    {
        var rule = match.Rule;
        var (first, last) = LinesOf(text, match);
        var location = Place(text, match, first, last);
        var snippet = mask.Snippet(first, last);
        return new Finding(
            rule.Id,
            rule.Title,
            rule.Category,
            rule.Cwe,
            SeverityOf(rule, match, origin),
            ConfidenceOf(rule, match, origin),
            location,
            Fill(rule.Message, match),
            Fill(rule.Recommendation, match),
            mask.Hides(first) ? null : Replacement(text, rule, first, last),
            [new Evidence(location, snippet, match.Function.Length > 0 ? $"in {match.Function}" : ""), .. Path(text, match, first, mask)],
            fingerprints.Of(rule.Id, text.Lineage, snippet, match.Function),
            Specialist: "");
    }

    /// <summary>As sure as the rule was right so far for values like this one; half as sure in test code, and less where no value is seen to go into SQL.</summary>
    private static Confidence ConfidenceOf(Rule rule, RawMatch match, FileOriginKind origin)
    {
        var confidence = ObservedPrecision.Of(rule, match.Origin is not null ? ObservedPrecision.Proven : match.IsUnproven ? ObservedPrecision.Unproven : ObservedPrecision.Other);
        return match.IsVagueSql ? new Confidence(confidence.BasisPoints * 2 / 5) : origin == FileOriginKind.Test ? new Confidence(confidence.BasisPoints / 2) : confidence;
    }

    /// <summary>
    /// Low in test code, and where nothing shows that a value is from outside or that the code serves what the rule is about; of an SQL text that takes a value where a parameter is due one step
    /// lower, since there the text is wrong whoever decides the value.
    /// </summary>
    private static Severity SeverityOf(Rule rule, RawMatch match, FileOriginKind origin) =>
        rule.Severity <= Severity.Low ? rule.Severity
        : origin == FileOriginKind.Test || match.LacksPurpose ? Severity.Low
        : !match.IsUnproven || rule.Category != Category.Security ? rule.Severity
        : match.TakesSqlValue ? rule.Severity - 1
        : Severity.Low;

    /// <summary>The lines that an outside value takes to the place: where it comes in first, then what it passes through.</summary>
    private static IEnumerable<Evidence> Path(ReviewedText text, RawMatch match, int sink, SecretMask mask)
    {
        const int MaxSteps = 6;
        var lines = new List<int>();
        foreach (var (start, _) in match.Path)
        {
            var line = text.LineAt(start);
            if (line != sink && !lines.Contains(line))
            {
                lines.Add(line);
            }
        }

        return lines.Take(MaxSteps).Select((line, i) => new Evidence(
            new Location(text.Path, text.Side, text.NumberOf(line), text.NumberOf(line), 0, 0), mask.Snippet(line, line), i == 0 && line == text.LineAt(match.Path[0].Start) ? ComesIn : PassesThrough));
    }

    private static Location Place(ReviewedText text, RawMatch match, int first, int last)
    {
        var (start, _) = text.Extent(first);
        var (lastStart, lastLength) = text.Extent(last);
        var startColumn = Math.Max(match.Start, start) - start + 1;
        var endColumn = Math.Min(match.End, lastStart + lastLength) - lastStart;
        return new Location(text.Path, text.Side, text.NumberOf(first), text.NumberOf(last), startColumn, Math.Max(endColumn, first == last ? startColumn : 1));
    }

    private static string? Replacement(ReviewedText text, Rule rule, int first, int last)
    {
        if (rule.Fix is null || first != last)
        {
            return null;
        }

        var line = text.Line(first).ToString();
        var at = line.IndexOf(rule.Fix.From, StringComparison.Ordinal);
        return at >= 0 && line.IndexOf(rule.Fix.From, at + 1, StringComparison.Ordinal) < 0
            ? string.Concat(line.AsSpan(0, at), rule.Fix.To, line.AsSpan(at + rule.Fix.From.Length))
            : null;
    }

    private static string Fill(string message, RawMatch match) => match.Limit == 0 && match.Value == 0
        ? message
        : message.Replace("{name}", match.Function, StringComparison.Ordinal)
            .Replace("{value}", match.Value.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{limit}", match.Limit.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
