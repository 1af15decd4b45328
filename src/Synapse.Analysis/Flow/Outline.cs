using System.Text;
using System.Text.RegularExpressions;

namespace Synapse.Analysis.Flow;

/// <summary>The text of a composed value: constant pieces in order, and a mark for each part that is open.</summary>
internal static partial class Outline
{
    public const char Hole = '\0';

    /// <summary>What stands between two texts of which the value has either.</summary>
    public const char Or = '\u0001';

    private const int MaxLength = 2_000;

    /// <summary>The outline of parts put together; null where a part has none or it grows too long.</summary>
    public static string? Of(IReadOnlyList<Value> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            if (Of(part) is not { } own || text.Length + own.Length > MaxLength)
            {
                return null;
            }

            text.Append(own);
        }

        return text.ToString();
    }

    /// <summary>The outline of a format with what its marks stand for; null where it has none.</summary>
    /// <param name="arguments">The format, then what it shows.</param>
    public static string? OfFormat(string format, IReadOnlyList<Value> arguments)
    {
        if (format.Length > MaxLength)
        {
            return null;
        }

        var verbs = !Mark().IsMatch(format);
        var marks = verbs ? Verb() : Mark();
        var shown = 0;
        return !marks.IsMatch(format) ? null : marks.Replace(format, m =>
        {
            var at = m.Groups[1].Success && int.TryParse(m.Groups[1].ValueSpan, out var number) ? number + (verbs ? 0 : 1) : ++shown;
            return m.ValueSpan is "%%" ? "%" : at >= 0 && at < arguments.Count ? Of(arguments[at]) ?? Hole.ToString() : Hole.ToString();
        });
    }

    /// <summary>Either of two; null where one of them is open and has no outline.</summary>
    public static string? Either(Value a, Value b)
    {
        if (a.Shape is null && b.Shape is null)
        {
            return null;
        }

        var (first, second) = (Of(a), Of(b));
        return first is null || second is null || first.Length + second.Length > MaxLength ? null : first == second ? first : $"{first}{Or}{second}";
    }

    private static string? Of(Value part) =>
        part.Shape ?? (part.IsConstant ? part.Constant?.ToString() ?? "" : part.IsComposed ? null : part.IsOpen ? Hole.ToString() : "0");

    [GeneratedRegex(@"%%|%(?:(\d+)\$)?[-+ #0]*(?:\*|\d+)?(?:\.\d+)?(?:\(\w+\))?[a-zA-Z]", RegexOptions.CultureInvariant)]
    private static partial Regex Verb();

    [GeneratedRegex(@"\{(\d*)[^{}]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Mark();
}
