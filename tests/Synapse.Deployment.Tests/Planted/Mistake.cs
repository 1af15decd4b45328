using System.Text.Json.Nodes;
using Synapse.Deployment.Tests.Rendering;

namespace Synapse.Deployment.Tests.Planted;

/// <summary>A mistake put into a rendered overlay, the check that has to see it, and a part of what it says.</summary>
internal sealed record Mistake(string Check, string Says, string Overlay, Action<Manifest> Plant)
{
    public static Mistake In(string check, string says, Action<Manifest> plant) => new(check, says, "production", plant);

    /// <summary>A mistake in the Deployment's pod template.</summary>
    public static Mistake InPod(string check, string says, Action<JsonNode> plant) => In(check, says, m => plant(m.Workloads.Single().Pod!));

    public static Mistake InContainer(string check, string says, Action<JsonNode> plant) => InPod(check, says, p => plant(p["containers"]![0]!));

    public static Mistake InDeployment(string check, string says, Action<JsonNode> plant) => In(check, says, m => plant(m.Workloads.Single().Document));

    /// <summary>Another value of an environment variable, or a new variable.</summary>
    public static Mistake InValue(string check, string says, string name, string? value) => InContainer(check, says, c =>
    {
        var variables = c["env"]!.AsArray();
        if (variables.FirstOrDefault(v => v.Text("name") == name) is { } old)
        {
            variables.Remove(old);
        }

        if (value is not null)
        {
            variables.Add(new JsonObject { ["name"] = name, ["value"] = value });
        }
    });

    public static Mistake InPolicy(string says, Action<JsonNode> plant) => In("network", says, m => plant(m.One("NetworkPolicy", "synapse-silo")["spec"]!));

    public static Mistake InAutoscaler(string check, string says, Action<JsonNode> plant) => In(check, says, m => plant(m.One("HorizontalPodAutoscaler", "synapse-silo")["spec"]!));

    public static Mistake InService(string check, string says, string name, Action<JsonNode> plant) => In(check, says, m => plant(m.One("Service", name)["spec"]!));

    public override string ToString() => $"{Check}: {Says}";
}
