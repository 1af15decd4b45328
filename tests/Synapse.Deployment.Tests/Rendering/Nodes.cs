using System.Text.Json;
using System.Text.Json.Nodes;

namespace Synapse.Deployment.Tests.Rendering;

/// <summary>Reading nodes that may be missing: a path of keys and indices between slashes leads to a node or to nothing.</summary>
internal static class Nodes
{
    public static JsonNode? Find(this JsonNode? node, string path)
    {
        foreach (var step in path.Split('/'))
        {
            node = node switch
            {
                JsonObject map => map[step],
                JsonArray list when int.TryParse(step, out var index) && index < list.Count => list[index],
                _ => null,
            };
        }

        return node;
    }

    /// <summary>The text at the path; empty when there is none or it is not a text.</summary>
    public static string Text(this JsonNode? node, string path) =>
        node.Find(path) is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    /// <summary>The whole number at the path; null when there is none.</summary>
    public static long? Number(this JsonNode? node, string path) => node.Find(path) switch
    {
        JsonValue value when value.TryGetValue<long>(out var number) => number,
        JsonValue value when value.TryGetValue<int>(out var number) => number,
        _ => null,
    };

    public static bool Is(this JsonNode? node, string path, bool expected) => node.Find(path)?.GetValueKind() == (expected ? JsonValueKind.True : JsonValueKind.False);

    public static IEnumerable<JsonNode> Items(this JsonNode? node, string path) => node.Find(path) is JsonArray list ? list.OfType<JsonNode>() : [];

    /// <summary>Whether all pairs of a selector are in the labels. Nothing selected is not a match: here every selector names something.</summary>
    public static bool Selects(this JsonNode? selector, JsonNode? labels) =>
        selector is JsonObject { Count: > 0 } pairs && pairs.All(p => JsonNode.DeepEquals((labels as JsonObject)?[p.Key], p.Value));

    /// <summary>Every text in the node, at any depth.</summary>
    public static IEnumerable<string> Texts(this JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(p => p.Value.Texts()),
        JsonArray list => list.SelectMany(Texts),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };
}
