using System.Text.Json;
using NJsonSchema;
using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Marketplace;

namespace Synapse.Runtime.Tests.Agents;

public sealed class AgentSchemaTests
{
    private static readonly string Text = RepositoryRoot.Read("infra/agent.schema.json");

    private static readonly JsonElement Schema = JsonDocument.Parse(Text).RootElement;

    [Theory]
    [InlineData("sql-reader")]
    [InlineData("secrets")]
    public async Task The_samples_fit_the_schema_and_the_reader(string name)
    {
        var text = RepositoryRoot.Read($"infra/samples/agents/{name}.json");
        var schema = await JsonSchema.FromJsonAsync(Text, TestContext.Current.CancellationToken);

        Assert.Empty(schema.Validate(text));
        Assert.Empty(AgentFileReaderTests.Read(text).Problems);
    }

    [Theory]
    [InlineData("\"remote\"", "\"coordinator\"")]
    [InlineData("\"publisher\"", "\"publsher\"")]
    [InlineData("\"senior\"", "\"boss\"")]
    [InlineData("60000", "0")]
    [InlineData("0.99", "1.5")]
    [InlineData("https:", "ftp:")]
    [InlineData("\"perLine\"", "\"perWord\"")]
    public async Task Schema_and_reader_refuse_the_same_mistakes(string right, string wrong)
    {
        var sample = RepositoryRoot.Read("infra/samples/agents/sql-reader.json");
        var text = sample.Replace(right, wrong, StringComparison.Ordinal);
        var schema = await JsonSchema.FromJsonAsync(Text, TestContext.Current.CancellationToken);

        Assert.NotEqual(sample, text);
        Assert.NotEmpty(schema.Validate(text));
        Assert.NotEmpty(AgentFileReaderTests.Read(text).Problems);
    }

    /// <summary>Puts an unknown key into each object and compares the keys that the reader then names with the schema's.</summary>
    [Theory]
    [InlineData("", """{ "zzzzzzzz": 0 }""")]
    [InlineData("capability", """{ "capabilities": [{ "zzzzzzzz": 0 }] }""")]
    [InlineData("market", """{ "market": { "zzzzzzzz": 0 } }""")]
    [InlineData("price", """{ "market": { "price": { "zzzzzzzz": 0 } } }""")]
    [InlineData("fixed", """{ "market": { "price": { "fixed": { "zzzzzzzz": 0 } } } }""")]
    [InlineData("perLine", """{ "market": { "price": { "perLine": { "zzzzzzzz": 0 } } } }""")]
    [InlineData("perToken", """{ "market": { "price": { "perToken": { "zzzzzzzz": 0 } } } }""")]
    [InlineData("sealedBid", """{ "market": { "price": { "sealedBid": { "zzzzzzzz": 0 } } } }""")]
    public void Schema_and_reader_know_the_same_keys(string definition, string text)
    {
        var problem = Assert.Single(AgentFileReaderTests.Read(text).Problems, problem => problem.Message.Contains("'zzzzzzzz'", StringComparison.Ordinal));
        var known = problem.Message.Split("(allowed keys: ")[1].TrimEnd(')').Split(", ");

        Assert.Equal(KeysOf(definition.Length == 0 ? Schema : Definition(definition)), known.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_object_of_the_schema_is_closed_described_and_compared()
    {
        string[] compared = ["capability", "fixed", "market", "perLine", "perToken", "price", "sealedBid"];

        Assert.Equal(compared, Schema.GetProperty("definitions").EnumerateObject().Select(d => d.Name).Order(StringComparer.Ordinal));
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
        Assert.Equal([AgentNames.Of(AgentKind.Specialist), AgentNames.Of(AgentKind.Remote)], Enum(Schema, "kind"));
        Assert.Equal(AgentNames.Tiers.Select(AgentNames.Of), Enum(Schema, "tier"));
        Assert.Equal(System.Enum.GetValues<Category>().Select(Names.Of), Enum(Definition("capability"), "category"));
        Assert.Equal(System.Enum.GetValues<ListingTier>().Select(l => l.ToString().ToLowerInvariant()), Enum(Definition("market"), "level"));
    }

    private static JsonElement Definition(string name) => Schema.GetProperty("definitions").GetProperty(name);

    private static IEnumerable<string?> Enum(JsonElement schema, string property) =>
        schema.GetProperty("properties").GetProperty(property).GetProperty("enum").EnumerateArray().Select(value => value.GetString());

    private static IEnumerable<string> KeysOf(JsonElement schema) => schema.GetProperty("properties").EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal);
}
