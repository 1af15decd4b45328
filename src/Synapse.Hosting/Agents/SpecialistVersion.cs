using System.Security.Cryptography;
using System.Text;
using Synapse.Analysis.Rules;
using Synapse.Core.Agents;

namespace Synapse.Hosting.Agents;

/// <summary>
/// The version of a deterministic specialist as reviews record it: its own label, and after a plus sign a digest of everything that decides how
/// it reads (its spec, the rules, the program). So what one version said of an input is not taken for what another one would say.
/// </summary>
public static class SpecialistVersion
{
    private const int Length = 12;

    /// <summary>The spec with that version.</summary>
    public static AgentSpec Of(AgentSpec specialist, RulePacks packs)
    {
        var text = $"{AgentDigest.Of(specialist)}\n{packs.Digest}\n{typeof(RulePacks).Module.ModuleVersionId:N}";
        return specialist with { Version = $"{specialist.Version}+{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Length]}" };
    }
}
