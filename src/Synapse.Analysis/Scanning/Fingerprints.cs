using System.Security.Cryptography;
using System.Text;
using Synapse.Core.Findings;

namespace Synapse.Analysis.Scanning;

/// <summary>
/// The identity of a finding: SHA-256 over the rule, the path's lineage, the code with white space normalised and secrets masked,
/// and how many equal ones stand above it. Line numbers are not part of it, so it survives moved lines and rebases.
/// </summary>
internal sealed class Fingerprints
{
    private readonly Dictionary<(string, string), int> _ordinals = [];

    public Fingerprint Of(string ruleId, string lineage, string maskedCode, string function)
    {
        var code = Normalise(maskedCode);
        var ordinal = _ordinals[(ruleId, code)] = _ordinals.GetValueOrDefault((ruleId, code)) + 1;
        return new Fingerprint(
            Hash($"1\n{ruleId}\n{lineage}\n{function}\n{code}\n{ordinal}"),
            Hash($"1\n{ruleId}\n{function}\n{code}\n{ordinal}"));
    }

    private static string Normalise(string code)
    {
        var text = new StringBuilder(code.Length);
        foreach (var c in code)
        {
            if (!char.IsWhiteSpace(c))
            {
                text.Append(c);
            }
        }

        return text.ToString();
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
