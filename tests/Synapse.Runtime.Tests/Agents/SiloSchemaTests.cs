using System.Text.Json;
using NJsonSchema;
using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Signals;

namespace Synapse.Runtime.Tests.Agents;

public sealed class SiloSchemaTests
{
    private static readonly string Text = RepositoryRoot.Read("infra/silo.schema.json");

    private static readonly JsonElement Schema = JsonDocument.Parse(Text).RootElement;

    [Fact]
    public async Task The_default_configuration_fits_the_schema()
    {
        var schema = await JsonSchema.FromJsonAsync(Text, TestContext.Current.CancellationToken);

        Assert.Empty(schema.Validate(RepositoryRoot.Read("silo.json")));
    }

    [Theory]
    [InlineData("\"fast\"", "\"slow\"")]
    [InlineData("\"pack\"", "\"pakc\"")]
    [InlineData("\"failOn\"", "\"failon\"")]
    [InlineData("review.result", "review.done")]
    [InlineData("\"maxFiles\": 50000", "\"maxFiles\": 0")]
    public async Task Schema_and_reader_refuse_the_same_mistakes(string right, string wrong)
    {
        var text = RepositoryRoot.Read("silo.json").Replace(right, wrong, StringComparison.Ordinal);
        var schema = await JsonSchema.FromJsonAsync(Text, TestContext.Current.CancellationToken);

        Assert.NotEmpty(schema.Validate(text));
        Assert.NotEmpty(Silo.Problems(text));
    }

    /// <summary>Puts an unknown key into each object and compares the keys that the reader then names with the schema's.</summary>
    [Theory]
    [InlineData("", """{ "version": 1, "zzzzzzzz": 0 }""")]
    [InlineData("review", """{ "version": 1, "review": { "zzzzzzzz": 0 } }""")]
    [InlineData("limits", """{ "version": 1, "limits": { "zzzzzzzz": 0 } }""")]
    [InlineData("coordinator", """{ "version": 1, "agents": [{ "kind": "coordinator", "zzzzzzzz": 0 }] }""")]
    [InlineData("specialist", """{ "version": 1, "agents": [{ "kind": "specialist", "zzzzzzzz": 0 }] }""")]
    [InlineData("remote", """{ "version": 1, "agents": [{ "kind": "remote", "zzzzzzzz": 0 }] }""")]
    [InlineData("classification", """{ "version": 1, "agents": [{ "kind": "coordinator", "classification": { "zzzzzzzz": 0 } }] }""")]
    [InlineData("reviewDeadline", """{ "version": 1, "agents": [{ "kind": "coordinator", "reviewDeadline": { "zzzzzzzz": 0 } }] }""")]
    [InlineData("deadline", """{ "version": 1, "agents": [{ "kind": "specialist", "deadline": { "zzzzzzzz": 0 } }] }""")]
    [InlineData("capability", """{ "version": 1, "agents": [{ "kind": "specialist", "capabilities": [{ "zzzzzzzz": 0 }] }] }""")]
    [InlineData("check", """{ "version": 1, "agents": [{ "kind": "specialist", "checks": [{ "zzzzzzzz": 0 }] }] }""")]
    [InlineData("analyser", """{ "version": 1, "agents": [{ "kind": "specialist", "analyser": { "zzzzzzzz": 0 } }] }""")]
    [InlineData("price", """{ "version": 1, "agents": [{ "kind": "specialist", "price": { "zzzzzzzz": 0 } }] }""")]
    [InlineData("cluster", """{ "version": 1, "cluster": { "zzzzzzzz": 0 } }""")]
    [InlineData("storage", """{ "version": 1, "storage": { "zzzzzzzz": 0 } }""")]
    [InlineData("streams", """{ "version": 1, "streams": { "zzzzzzzz": 0 } }""")]
    [InlineData("http", """{ "version": 1, "http": { "zzzzzzzz": 0 } }""")]
    [InlineData("workers", """{ "version": 1, "workers": { "zzzzzzzz": 0 } }""")]
    [InlineData("dashboard", """{ "version": 1, "dashboard": { "zzzzzzzz": 0 } }""")]
    [InlineData("telemetry", """{ "version": 1, "telemetry": { "zzzzzzzz": 0 } }""")]
    [InlineData("tls", """{ "version": 1, "tls": { "zzzzzzzz": 0 } }""")]
    [InlineData("agentsFile", """{ "version": 1, "include": ["x.json"] }""")]
    public void Schema_and_reader_know_the_same_keys(string definition, string text)
    {
        var problem = Assert.Single(Silo.Read(text, ("x.json", """{ "agents": [], "zzzzzzzz": 0 }""")).Problems, problem => problem.Message.Contains("'zzzzzzzz'", StringComparison.Ordinal));
        var known = problem.Message.Split("(allowed keys: ")[1].TrimEnd(')').Split(", ");

        Assert.Equal(KeysOf(definition.Length == 0 ? Schema : Definition(definition)), known.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_object_of_the_schema_is_closed_described_and_compared()
    {
        var objects = Schema.GetProperty("definitions").EnumerateObject().Where(d => d.Value.TryGetProperty("properties", out _)).Select(d => d.Name);
        string[] compared =
        [
            "agentsFile", "analyser", "capability", "check", "classification", "cluster", "coordinator", "dashboard", "deadline", "http", "limits", "price", "remote", "review",
            "reviewDeadline", "specialist", "storage", "streams", "telemetry", "tls", "workers",
        ];

        Assert.Equal(compared, objects.Order(StringComparer.Ordinal));
        foreach (var definition in compared.Select(Definition).Append(Schema))
        {
            Assert.False(definition.GetProperty("additionalProperties").GetBoolean());
            Assert.All(definition.GetProperty("properties").EnumerateObject(), property =>
                Assert.True(property.Value.TryGetProperty("description", out _) || property.Value.TryGetProperty("$ref", out _), property.Name));
        }
    }

    [Fact]
    public void Closed_lists_of_the_schema_are_those_of_the_domain()
    {
        Assert.Equal(SignalTypes.All, Enum(Definition("signal")));
        Assert.Equal(AgentNames.NegotiationPolicies.Select(AgentNames.Of), Enum(Property("coordinator", "negotiation")));
        Assert.Equal(AgentNames.AnalyserFormats.Select(AgentNames.Of), Enum(Property("analyser", "format")));
        Assert.Equal(AgentNames.Tiers.Select(AgentNames.Of), Enum(Property("specialist", "tier")));
        Assert.Equal(System.Enum.GetValues<Severity>().Select(Names.Of), Enum(Property("review", "failOn")));
        Assert.Equal(System.Enum.GetValues<Category>().Select(Names.Of), Enum(Property("capability", "category")));
        Assert.Equal(AgentNames.Kinds.Select(AgentNames.Of), AgentNames.Kinds.SelectMany(kind => Enum(Property(AgentNames.Of(kind), "kind"))));
    }

    private static JsonElement Definition(string name) => Schema.GetProperty("definitions").GetProperty(name);

    private static JsonElement Property(string definition, string name) => Definition(definition).GetProperty("properties").GetProperty(name);

    private static IEnumerable<string?> Enum(JsonElement schema) => schema.GetProperty("enum").EnumerateArray().Select(value => value.GetString());

    private static IEnumerable<string> KeysOf(JsonElement schema) =>
        schema.GetProperty("properties").EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal);
}
