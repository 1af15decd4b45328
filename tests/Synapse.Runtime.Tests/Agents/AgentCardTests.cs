using System.Buffers;
using System.Text.Json;
using Synapse.Core.Agents.Registry;
using Synapse.Runtime.Agents;

namespace Synapse.Runtime.Tests.Agents;

/// <summary>What the Agent2Agent protocol 1.0 requires of an AgentCard, an AgentInterface and an AgentSkill.</summary>
public sealed class AgentCardTests
{
    private static readonly AgentProfile Profile = AgentFileReaderTests.Read("""
        {
          "id": "a", "kind": "remote", "version": "2.1", "publisher": "acme", "endpoint": "https://agents.example.org/a", "skills": ["s"],
          "capabilities": [{ "category": "security", "languages": ["csharp", "java"] }, { "category": "secrets" }]
        }
        """).Agent!.Profile;

    [Fact]
    public void A_card_has_every_member_that_is_required()
    {
        var card = CardOf(Profile);
        Assert.Equal(
            ["capabilities", "defaultInputModes", "defaultOutputModes", "description", "name", "skills", "supportedInterfaces", "version"],
            card.EnumerateObject().Select(m => m.Name).Order(StringComparer.Ordinal));
        Assert.Equal(("a", "2.1"), (card.GetProperty("name").GetString(), card.GetProperty("version").GetString()));
        Assert.NotEmpty(card.GetProperty("description").GetString()!);
        var face = Assert.Single(card.GetProperty("supportedInterfaces").EnumerateArray());
        Assert.Equal(
            ("https://agents.example.org/a", "HTTP+JSON", "1.0"),
            (face.GetProperty("url").GetString(), face.GetProperty("protocolBinding").GetString(), face.GetProperty("protocolVersion").GetString()));
        Assert.All((string[])["defaultInputModes", "defaultOutputModes"], m => Assert.Equal(JsonValueKind.String, Assert.Single(card.GetProperty(m).EnumerateArray()).ValueKind));
    }

    [Fact]
    public void Capabilities_and_skills_are_skills_of_the_card()
    {
        var skills = CardOf(Profile).GetProperty("skills").EnumerateArray().ToList();
        Assert.Equal(["review-security", "review-secrets", "skill"], skills.Select(s => s.GetProperty("id").GetString()));
        Assert.Equal(["security", "csharp", "java"], skills[0].GetProperty("tags").EnumerateArray().Select(t => t.GetString()));
        Assert.All(skills, s => Assert.Equal(["description", "id", "name", "tags"], s.EnumerateObject().Select(m => m.Name).Order(StringComparer.Ordinal)));
        Assert.All(skills, s => Assert.NotEmpty(s.GetProperty("tags").EnumerateArray()));
    }

    private static JsonElement CardOf(AgentProfile profile)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            AgentCard.Write(json, "a", profile);
        }

        return JsonDocument.Parse(buffer.WrittenMemory).RootElement;
    }
}
