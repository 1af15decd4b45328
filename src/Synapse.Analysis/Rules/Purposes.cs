namespace Synapse.Analysis.Rules;

/// <summary>What code may serve, told by the words that stand in it.</summary>
internal static class Purposes
{
    private static readonly Dictionary<string, LinearRegex> _known = new(StringComparer.Ordinal)
    {
        ["secrets"] = new(@"(?i)passw|pwd|secret|token|credential|\bauth|_auth|authenti|authoriz|hmac|signature|\bsign|_sign|certificate|nonce|salt\b|_salt|login|session_?id|csrf|api_?key|private_?key|verif"),
    };

    public static IReadOnlyCollection<string> Names => _known.Keys;

    /// <summary>What matches where the purpose shows; null for a name that is none.</summary>
    public static LinearRegex? Of(string name) => _known.GetValueOrDefault(name);
}
