using System.Text.Json.Nodes;

namespace Synapse.Deployment.Tests.Rendering;

/// <summary>What one overlay renders to.</summary>
internal sealed record Manifest(string Overlay, List<JsonNode> Documents)
{
    public IEnumerable<Workload> Workloads => Of("Deployment").Select(d => new Workload(d));

    public IEnumerable<JsonNode> Of(string kind) => Documents.Where(d => d.Text("kind") == kind);

    public JsonNode One(string kind, string name) => Of(kind).Single(d => d.Text("metadata/name") == name);

    /// <summary>Whether the namespace in which all is put has it.</summary>
    public bool Has(string kind, string name) => Of(kind).Any(d => d.Text("metadata/name") == name);

    public static string Title(JsonNode document) => $"{document.Text("kind")}/{document.Text("metadata/name")}";
}
