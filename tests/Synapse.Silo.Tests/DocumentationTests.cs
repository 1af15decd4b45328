using System.Text.Json;
using System.Text.RegularExpressions;
using Synapse.Silo.Tests.Silos;

namespace Synapse.Silo.Tests;

/// <summary>What the documentation says of the configuration is what the schema says.</summary>
public sealed partial class DocumentationTests
{
    [Fact]
    public void Every_key_is_documented_with_its_default_and_none_that_there_is_not()
    {
        var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "infra", "silo.schema.json"))).RootElement;
        var document = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "infra", "docs", "cluster.md"));
        var rows = KeyRow().Matches(document).Select(m => (m.Groups[1].Value, m.Groups[2].Value)).Order();
        Assert.Equal(KeysOf(schema).Order(), rows);
    }

    private static IEnumerable<(string Key, string Default)> KeysOf(JsonElement schema)
    {
        foreach (var property in schema.GetProperty("properties").EnumerateObject().Where(p => p.Name is not ("$schema" or "version")))
        {
            if (!property.Value.TryGetProperty("$ref", out _))
            {
                yield return (property.Name, DefaultOf(property.Value));
                continue;
            }

            foreach (var key in schema.GetProperty("definitions").GetProperty(property.Name).GetProperty("properties").EnumerateObject())
            {
                yield return ($"{property.Name}.{key.Name}", DefaultOf(key.Value));
            }
        }
    }

    private static string DefaultOf(JsonElement key) => !key.TryGetProperty("default", out var value) ? "-" : value.ValueKind == JsonValueKind.String ? $"`{value.GetString()}`" : $"`{JsonSerializer.Serialize(value)}`";

    [GeneratedRegex(@"^\| `([a-z]+(?:\.[a-zA-Z]+)?)` \| (-|`[^|]*`) \|", RegexOptions.Multiline)]
    private static partial Regex KeyRow();
}
