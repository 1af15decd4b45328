using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Synapse.Core.Findings;

namespace Synapse.Core.Agents.Registry;

/// <summary>The canonical JSON of what an agent says of itself: what its digest is of, and what people read.</summary>
public static class ProfileJson
{
    /// <summary>The SHA-256 of all of the profile but the digest itself, in 64 hexadecimal digits.</summary>
    public static string DigestOf(AgentProfile profile)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteFields(json, profile);
            json.WriteEndObject();
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
    }

    /// <summary>The profile without its digest, in an order that never changes.</summary>
    public static void WriteFields(Utf8JsonWriter json, AgentProfile profile)
    {
        json.WriteString("kind", AgentNames.Of(profile.Kind));
        json.WriteString("version", profile.Version);
        json.WriteString("tier", AgentNames.Of(profile.Tier));
        json.WriteString("description", profile.Description);
        json.WriteStartArray("capabilities");
        foreach (var capability in profile.Capabilities)
        {
            json.WriteStartObject();
            json.WriteString("category", Names.Of(capability.Category));
            json.WriteString("language", capability.Language);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("frameworks");
        foreach (var framework in profile.Frameworks)
        {
            json.WriteStringValue(framework);
        }

        json.WriteEndArray();
        json.WriteNumber("maxLines", profile.MaxLines);
        json.WriteString("publisher", profile.Publisher);
        json.WriteString("licence", profile.Licence);
        json.WriteString("domain", profile.Domain);
        json.WriteString("endpoint", profile.Endpoint);
        json.WriteStartArray("skills");
        foreach (var skill in profile.Skills)
        {
            json.WriteStartObject();
            json.WriteString("name", skill.Name);
            json.WriteString("description", skill.Description);
            json.WriteString("digest", skill.Digest);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
