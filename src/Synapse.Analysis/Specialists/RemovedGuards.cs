using System.Buffers;
using System.Text.RegularExpressions;
using Synapse.Analysis.Changes;
using Synapse.Analysis.Rules;
using Synapse.Analysis.Scanning;

namespace Synapse.Analysis.Specialists;

/// <summary>Tells which removed guards are worth a word: those whose code stays, without them.</summary>
internal static partial class RemovedGuards
{
    /// <summary>The same guard taken from more files than this is one decision, such as one check for all of them.</summary>
    public const int OneDecision = 3;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.");

    /// <summary>True for an attribute or decorator whose declaration went with it, and for everything in a deleted file: nothing is left to guard.</summary>
    public static bool WentWithItsCode(ReviewedText old, RawMatch match, ChangedFile file)
    {
        if (file.Status == FileStatus.Deleted)
        {
            return true;
        }

        var line = old.LineAt(match.Start);
        if (!IsAnnotation(old.Line(line)))
        {
            return false;
        }

        if (IsSaidAgain(old, line))
        {
            return true;
        }

        while (line < old.LineCount && old.Counts(line) && (old.Line(line).IsWhiteSpace() || IsAnnotation(old.Line(line))))
        {
            line++;
        }

        return line < old.LineCount && old.Counts(line) && Declared().Match(old.Line(line).ToString()) is { Success: true } declared &&
            !file.Hunks.SelectMany(h => h.Lines).Any(l => l.Kind == DiffLineKind.Added && Declared().Match(l.Text.ToString()) is { Success: true } added && added.Groups["name"].Value == declared.Groups["name"].Value);
    }

    /// <summary>The rules whose work an added line does from elsewhere: one filter for all in place of an attribute on each.</summary>
    public static IEnumerable<string> ReplacedIn(ReviewedText text, RuleSet rules) =>
        rules.Matchers.Where(m => m.Rule.ReplacedBy is not null).Select(m => m.Rule).DistinctBy(r => r.Id)
            .Where(r => Enumerable.Range(0, text.LineCount).Any(line => text.Counts(line) && r.ReplacedBy!.IsMatch(text.Line(line)))).Select(r => r.Id);

    /// <summary>True where an annotation of the same name, that says no less, stays on the same declaration.</summary>
    private static bool IsSaidAgain(ReviewedText old, int line)
    {
        var name = NameOf(old.Line(line));
        return Around(-1).Concat(Around(+1)).Any(other => !old.Counts(other) && NameOf(old.Line(other)) == name && old.Line(other).Trim().Length >= old.Line(line).Trim().Length);

        IEnumerable<int> Around(int step)
        {
            for (var at = line + step; at >= 0 && at < old.LineCount && IsAnnotation(old.Line(at)); at += step)
            {
                yield return at;
            }
        }
    }

    private static string NameOf(ReadOnlySpan<char> line)
    {
        var name = line.TrimStart().TrimStart("[@ ");
        var end = name.IndexOfAnyExcept(NameCharacters);
        return (end < 0 ? name : name[..end]).ToString();
    }

    private static bool IsAnnotation(ReadOnlySpan<char> line) => line.TrimStart() is ['[' or '@', ..];

    /// <summary>The name of the function or type that a line declares.</summary>
    [GeneratedRegex(@"\b(?:class|record|struct|def|func|function)\s+(?<name>\w+)|(?<name>\w+)(?:<[^<>()]*>)?\s*\(", RegexOptions.NonBacktracking)]
    private static partial Regex Declared();
}
