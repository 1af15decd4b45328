using System.Text.RegularExpressions;
using Synapse.Analysis.Changes;
using Synapse.Analysis.Scanning;

namespace Synapse.Analysis.Specialists;

/// <summary>Tells which removed guards are worth a word: those whose code stays, without them.</summary>
internal static partial class RemovedGuards
{
    /// <summary>The same guard taken from more files than this is one decision, such as one check for all of them.</summary>
    public const int OneDecision = 3;

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

        while (line < old.LineCount && old.Counts(line) && (old.Line(line).IsWhiteSpace() || IsAnnotation(old.Line(line))))
        {
            line++;
        }

        return line < old.LineCount && old.Counts(line) && Declared().Match(old.Line(line).ToString()) is { Success: true } declared &&
            !file.Hunks.SelectMany(h => h.Lines).Any(l => l.Kind == DiffLineKind.Added && Declared().Match(l.Text.ToString()) is { Success: true } added && added.Groups["name"].Value == declared.Groups["name"].Value);
    }

    private static bool IsAnnotation(ReadOnlySpan<char> line) => line.TrimStart() is ['[' or '@', ..];

    /// <summary>The name of the function or type that a line declares.</summary>
    [GeneratedRegex(@"\b(?:class|record|struct|def|func|function)\s+(?<name>\w+)|(?<name>\w+)(?:<[^<>()]*>)?\s*\(", RegexOptions.NonBacktracking)]
    private static partial Regex Declared();
}
