using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace Synapse.Core.Agents;

/// <summary>What tells two versions of an agent apart: any change of the spec is another digest, whatever its version label says.</summary>
public static class AgentDigest
{
    private const int Length = 16;

    /// <summary>The first 16 hex digits of the SHA-256 of the canonical JSON.</summary>
    public static string Of(AgentSpec agent)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            AgentJson.Write(json, agent);
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan))[..Length];
    }
}
