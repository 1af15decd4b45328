using System.Text.Json.Nodes;

namespace Synapse.Deployment.Tests.Rendering;

/// <summary>A document that makes pods, and the pods it makes.</summary>
internal sealed record Workload(JsonNode Document)
{
    public string Name => Document.Text("metadata/name");

    public JsonNode? Labels => Document.Find("spec/template/metadata/labels");

    public JsonNode? Selector => Document.Find("spec/selector/matchLabels");

    public JsonNode? Pod => Document.Find("spec/template/spec");

    public IEnumerable<JsonNode> Containers => Pod.Items("initContainers").Concat(Pod.Items("containers"));

    public IEnumerable<JsonNode> Ports => Containers.SelectMany(c => c.Items("ports"));

    public IEnumerable<JsonNode> Environment => Containers.SelectMany(c => c.Items("env"));

    public long? Port(string name) => Ports.FirstOrDefault(p => p.Text("name") == name).Number("containerPort");

    /// <summary>The literal value of an environment variable; empty when there is none.</summary>
    public string Value(string name) => Environment.FirstOrDefault(e => e.Text("name") == name).Text("value");
}
