using System.Buffers;

namespace Synapse.Analysis.Scanning;

/// <summary>
/// Secrets that were found somewhere in a change, hidden wherever else they stand: in a comment, in another file, in a reason.
/// </summary>
internal sealed class KnownSecrets
{
    private const int Short = 8;
    private const int Shortest = 4;

    private readonly string[] _values;
    private readonly SearchValues<string> _search;

    public KnownSecrets(IEnumerable<string> values)
    {
        _values = [.. values.Where(IsDistinct).Distinct(StringComparer.Ordinal).OrderByDescending(v => v.Length).ThenBy(v => v, StringComparer.Ordinal)];
        _search = SearchValues.Create(_values, StringComparison.Ordinal);
    }

    public string Hide(string text)
    {
        if (_values.Length == 0 || text.AsSpan().IndexOfAny(_search) < 0)
        {
            return text;
        }

        foreach (var value in _values)
        {
            for (var at = text.IndexOf(value, StringComparison.Ordinal); at >= 0; at = text.IndexOf(value, at + 1, StringComparison.Ordinal))
            {
                if (value.Length >= Short || StandsAlone(text, at, value.Length))
                {
                    text = string.Concat(text.AsSpan(0, at), SecretMask.Shown(value), text.AsSpan(at + value.Length));
                }
            }
        }

        return text;
    }

    /// <summary>A short word without a digit is more likely to be part of ordinary code than the secret once more.</summary>
    private static bool IsDistinct(string value) =>
        value.Length >= Shortest && !value.Any(char.IsWhiteSpace) && (value.Length >= Short || value.Any(char.IsAsciiDigit));

    private static bool StandsAlone(string text, int start, int length) =>
        (start == 0 || !char.IsLetterOrDigit(text[start - 1])) && (start + length == text.Length || !char.IsLetterOrDigit(text[start + length]));
}
