using System.Text.RegularExpressions;
using Synapse.Analysis.Flow;

namespace Synapse.Analysis.Rules;

/// <summary>
/// Tells where in an SQL text its open parts stand. Where a name or a clause is due (a table, a column, a list of columns), most programs
/// put in what they know themselves, since no database takes a parameter there; where a value is due, a parameter would do.
/// </summary>
internal static partial class SqlHoles
{
    private const int Before = 160;
    private const int After = 100;

    /// <summary>True when every open part stands where a name or a clause is due.</summary>
    public static bool AreNames(string outline)
    {
        var any = false;
        foreach (var text in outline.Split(Outline.Or))
        {
            for (var at = text.IndexOf(Outline.Hole, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Outline.Hole, at + 1))
            {
                any = true;
                if (IsValue(text, at))
                {
                    return false;
                }
            }
        }

        return any;
    }

    private static bool IsValue(string text, int hole)
    {
        var before = text.AsSpan(Math.Max(0, hole - Before), Math.Min(hole, Before));
        var after = text.AsSpan(hole + 1, Math.Min(After, text.Length - hole - 1));
        return before.Count('\'') % 2 == 1 || (ValueIsDue().IsMatch(before) && !IsCompared().IsMatch(after));
    }

    [GeneratedRegex(@"(?:[=<>]|\b(?:like|ilike|between|values|limit|offset|where|and|or|not|having|top|then|else|when|is|regexp)\b)\s*\(*\s*$|\b(?:values|in)\s*\((?!\s*(?:select|with)\b)[^()]*$|\w\($|%\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ValueIsDue();

    /// <summary>What follows a column of a condition.</summary>
    [GeneratedRegex(@"^[""`\]]?(?:\.[\w""`\[\]\0]+)*\s*(?:[=<>!]|\b(?:like|ilike|between|in|is|not)\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex IsCompared();
}
