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

    /// <summary>True for an attribute or decorator whose declaration went with it, for a check whose whole function did, and for everything in a deleted file: nothing is left to guard.</summary>
    /// <param name="newText">The file as it is now, where it is at hand: a guard can be taken from one place of the difference and stand at the same declaration.</param>
    public static bool WentWithItsCode(ReviewedText old, RawMatch match, ChangedFile file, string? newText)
    {
        if (file.Status == FileStatus.Deleted)
        {
            return true;
        }

        var line = old.LineAt(match.Start);
        if (StandsBeside(file, old.Line(line).Trim()))
        {
            return true;
        }

        if (!IsAnnotation(old.Line(line)))
        {
            return FunctionAround(old, line) is { } function && !IsDeclaredIn(file, function);
        }

        if (IsSaidAgain(old, line) || (newText is not null && DeclaredBelow(old, line) is { } declaration && Stands(newText, declaration, NameOf(old.Line(line)))))
        {
            return true;
        }

        while (line < old.LineCount && old.Counts(line) && (old.Line(line).IsWhiteSpace() || IsAnnotation(old.Line(line))))
        {
            line++;
        }

        return line < old.LineCount && old.Counts(line) && Declared().Match(old.Line(line).ToString()) is { Success: true } declared && !IsDeclaredIn(file, declared.Groups["name"].Value);
    }

    /// <summary>True where an added line says the same in the same words, or says it and more: a list of guards that got one, a check that asks for another thing too.</summary>
    private static bool StandsBeside(ChangedFile file, ReadOnlySpan<char> removed)
    {
        var list = removed.TrimEnd(")]};,: ");
        var isList = list.Length > 0 && list.Length < removed.Length && list.Count('"') % 2 == 0 && list.Count('\'') % 2 == 0;
        var words = WordsOf(removed);
        var sequence = SequenceOf(removed);
        foreach (var hunk in file.Hunks)
        {
            foreach (var line in hunk.Lines)
            {
                var added = line.Text.Span.Trim();
                if (line.Kind == DiffLineKind.Added &&
                    ((isList && added.StartsWith(list, StringComparison.Ordinal) && added[list.Length..].TrimStart() is [',', _, ..]) || (words.Length > 0 && WordsOf(added) == words) || HasInOrder(added, sequence)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The names of a line and what turns their sense around, without brackets, commas and space: a limit may be moved by one.</summary>
    private static string WordsOf(ReadOnlySpan<char> line) => string.Concat(line.ToString().Where(c => char.IsLetterOrDigit(c) || c is '_' or '.' or '!' or '&' or '|'));

    private static List<string> SequenceOf(ReadOnlySpan<char> line) => [.. Word().Matches(line.ToString()).Select(m => m.Value)];

    /// <summary>True where the line has the words in their order, and others between them.</summary>
    private static bool HasInOrder(ReadOnlySpan<char> line, List<string> words)
    {
        const int Few = 3;
        if (words.Count <= Few || line.Length == 0)
        {
            return false;
        }

        var next = 0;
        foreach (var word in SequenceOf(line))
        {
            next += next < words.Count && words[next] == word ? 1 : 0;
        }

        return next == words.Count;
    }

    /// <summary>What the annotation on the line belongs to.</summary>
    private static string? DeclaredBelow(ReviewedText old, int line)
    {
        const int MaxAnnotations = 8;
        for (var at = line + 1; at < old.LineCount && at <= line + MaxAnnotations; at++)
        {
            if (!IsAnnotation(old.Line(at)) && Declared().Match(old.Line(at).ToString()) is { Success: true } declared)
            {
                return declared.Groups["name"].Value;
            }
        }

        return null;
    }

    /// <summary>True where the declaration has an annotation of the name in the text.</summary>
    private static bool Stands(string text, string declaration, string annotation)
    {
        var isAbove = false;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (IsAnnotation(line))
            {
                isAbove |= NameOf(line) == annotation;
            }
            else if (Declared().IsMatch(line))
            {
                if (isAbove && Declared().Match(line.ToString()).Groups["name"].Value == declaration)
                {
                    return true;
                }

                isAbove = false;
            }
            else
            {
                isAbove &= line.IndexOfAny("{};") < 0;
            }
        }

        return false;
    }

    private static bool IsDeclaredIn(ChangedFile file, string name) =>
        file.Hunks.SelectMany(h => h.Lines).Any(l => l.Kind == DiffLineKind.Added && Declared().Match(l.Text.ToString()) is { Success: true } added && added.Groups["name"].Value == name);

    /// <summary>The function whose lines were removed from its declaration down to the line; null where one of them stayed.</summary>
    private static string? FunctionAround(ReviewedText old, int line)
    {
        var column = Column(old.Line(line));
        for (var at = line - 1; at >= 0 && old.Counts(at); at--)
        {
            var text = old.Line(at);
            if (!text.IsWhiteSpace() && Column(text) < column)
            {
                if (Declared().Match(text.ToString()) is { Success: true } declared && !Control().IsMatch(text))
                {
                    return declared.Groups["name"].Value;
                }

                column = Column(text);
            }
        }

        return null;
    }

    private static int Column(ReadOnlySpan<char> line) => line.Length - line.TrimStart().Length;

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

    /// <summary>The named limits and rights that added lines of the change speak of: what asks for one of them was written anew, not dropped.</summary>
    public static HashSet<string> AddedConstants(Change change) =>
        change.Files.SelectMany(f => f.Hunks).SelectMany(h => h.Lines).Where(l => l.Kind == DiffLineKind.Added).SelectMany(l => ConstantsIn(l.Text.ToString())).ToHashSet(StringComparer.Ordinal);

    public static IEnumerable<string> ConstantsIn(string line) => Constant().Matches(line).Select(m => m.Value);

    [GeneratedRegex(@"\b[A-Z][A-Z0-9]*_[A-Z0-9_]{2,}\b")]
    private static partial Regex Constant();

    [GeneratedRegex(@"^\W*(?:if|else|for|foreach|while|switch|do|try|catch|with|using|lock|unless|until|when|case|return|throw|await)\b|[;,]\s*$", RegexOptions.NonBacktracking)]
    private static partial Regex Control();

    /// <summary>The name of the function or type that a line declares.</summary>
    [GeneratedRegex(@"\w+|[!&|]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\b(?:class|record|struct|def|func|function)\s+(?<name>\w+)|(?<name>\w+)(?:<[^<>()]*>)?\s*\(", RegexOptions.NonBacktracking)]
    private static partial Regex Declared();
}
