using System.Text.RegularExpressions;

namespace Synapse.Analysis.Rules;

/// <summary>
/// A regular expression that runs in time linear in its input (the non-backtracking engine) and is built only when first needed,
/// since most rules never meet a line that could match.
/// </summary>
internal sealed class LinearRegex(string pattern)
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    private Regex? _regex;

    public string Pattern => pattern;

    private Regex Regex => _regex ??= new Regex(pattern, Options);

    public bool IsMatch(ReadOnlySpan<char> text) => Regex.IsMatch(text);

    public Match Match(string text, int start, int length) => Regex.Match(text, start, length);

    public int Groups => Regex.GetGroupNumbers().Length;

    /// <summary>Null, or why the pattern is refused.</summary>
    public static string? Problem(string pattern)
    {
        try
        {
            _ = new Regex(pattern, Options);
            return null;
        }
        catch (ArgumentException e)
        {
            return e.Message;
        }
        catch (NotSupportedException)
        {
            return "it uses look-around, back-references or another construct that cannot run in linear time";
        }
    }
}
