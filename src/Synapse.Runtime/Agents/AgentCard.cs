using System.Text.Json;
using Synapse.Core.Agents.Registry;
using Synapse.Core.Findings;

namespace Synapse.Runtime.Agents;

/// <summary>
/// An agent as others may discover it: the AgentCard of the Agent2Agent protocol, version 1.0 (https://a2a-protocol.org/v1.0.0/specification, 4.4.1), with all
/// members that it requires.
/// </summary>
public static class AgentCard
{
    /// <summary>The version of the protocol that the card follows.</summary>
    public const string ProtocolVersion = "1.0";

    private const string Binding = "HTTP+JSON";

    /// <summary>An agent without an endpoint has no interface: it is not to be called from outside.</summary>
    public static void Write(Utf8JsonWriter json, string id, AgentProfile profile)
    {
        json.WriteStartObject();
        json.WriteString("name", id);
        json.WriteString("description", profile.Description.Length > 0 ? profile.Description : $"Reviews changes: {string.Join(", ", Skills(profile).Select(s => s.Name))}");
        json.WriteString("version", profile.Version);
        json.WriteStartArray("supportedInterfaces");
        if (profile.Endpoint.Length > 0)
        {
            json.WriteStartObject();
            json.WriteString("url", profile.Endpoint);
            json.WriteString("protocolBinding", Binding);
            json.WriteString("protocolVersion", ProtocolVersion);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("capabilities");
        json.WriteBoolean("streaming", false);
        json.WriteBoolean("pushNotifications", false);
        json.WriteEndObject();
        WriteTexts(json, "defaultInputModes", ["application/json"]);
        WriteTexts(json, "defaultOutputModes", ["application/json"]);
        json.WriteStartArray("skills");
        foreach (var (skill, name, description, tags) in Skills(profile))
        {
            json.WriteStartObject();
            json.WriteString("id", skill);
            json.WriteString("name", name);
            json.WriteString("description", description);
            WriteTexts(json, "tags", tags);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>What it can review, by category, and then the skills that it brings itself.</summary>
    private static IEnumerable<(string Id, string Name, string Description, IEnumerable<string> Tags)> Skills(AgentProfile profile) => profile.Capabilities
        .GroupBy(c => Names.Of(c.Category), c => c.Language)
        .Select(g => ($"review-{g.Key}", $"{g.Key} review", $"Reviews changes for {g.Key} in {(g.Contains("*") ? "any language" : string.Join(", ", g))}.", g.Where(l => l != "*").Concat(profile.Frameworks).Prepend(g.Key)))
        .Concat(profile.Skills.Select(s => (s.Name, s.Name, s.Description, (IEnumerable<string>)["review"])));

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
