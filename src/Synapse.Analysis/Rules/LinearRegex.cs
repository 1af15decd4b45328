using System.Text.RegularExpressions;

namespace Synapse.Analysis.Rules;

/// <summary>
/// A regular expression that cannot blow up. Short texts, nearly all there are, go to the backtracking engine, which is small and
/// quick; a long text, or a match that takes longer than a moment, goes to the non-backtracking engine, which is linear in the text
/// but keeps about a megabyte per expression. Both find the same match. Either is built only when first needed.
/// </summary>
internal sealed class LinearRegex(string pattern)
{
    private const RegexOptions Quick = RegexOptions.CultureInvariant;
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
    private const int LongText = 2_000;
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(20);

    private Regex? _quick;
    private Regex? _linear;
    private volatile bool _backtracks;

    public string Pattern => pattern;

    private Regex QuickRegex => _quick ??= new Regex(pattern, Quick, Moment);

    private Regex LinearOne => _linear ??= new Regex(pattern, Linear);

    public bool IsMatch(ReadOnlySpan<char> text)
    {
        if (text.Length < LongText && !_backtracks)
        {
            try
            {
                return QuickRegex.IsMatch(text);
            }
            catch (RegexMatchTimeoutException)
            {
                _backtracks = true;
            }
        }

        return LinearOne.IsMatch(text);
    }

    public Match Match(string text, int start, int length)
    {
        if (length < LongText && !_backtracks)
        {
            try
            {
                return QuickRegex.Match(text, start, length);
            }
            catch (RegexMatchTimeoutException)
            {
                _backtracks = true;
            }
        }

        return LinearOne.Match(text, start, length);
    }

    /// <summary>Null, or why the pattern is refused.</summary>
    public static string? Problem(string pattern)
    {
        try
        {
            _ = new Regex(pattern, Linear);
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
