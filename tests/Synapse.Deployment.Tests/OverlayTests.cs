using System.Text.Json.Nodes;
using System.Xml.Linq;
using Synapse.Deployment.Tests.Checks;
using Synapse.Deployment.Tests.Rendering;

namespace Synapse.Deployment.Tests;

/// <summary>Every overlay as kubectl renders it passes every check.</summary>
public sealed class OverlayTests
{
    public static TheoryData<string> Overlays => [.. Kubectl.Overlays];

    public static MatrixTheoryData<string, string> Checked => new(Kubectl.Overlays, Check.All.Select(c => c.Name));

    [Theory]
    [MemberData(nameof(Checked))]
    public void An_overlay_passes(string overlay, string check) => Assert.Empty(Check.Named(check).Problems(Kubectl.Render(overlay)));

    [Fact]
    public void There_are_one_silo_several_and_split_roles()
    {
        Assert.Equal(["development", "production", "split"], Kubectl.Overlays);
        Assert.Equal(1, Assert.Single(Kubectl.Render("development").Workloads).Document.Number("spec/replicas"));
        Assert.Single(Kubectl.Render("production").Of("HorizontalPodAutoscaler"));
        Assert.Equal(["reviews,api", "workers"], Kubectl.Render("split").Workloads.Select(w => w.Value("SYNAPSE__CLUSTER__ROLES")).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void A_cluster_runs_the_agents_that_the_product_ships(string overlay)
    {
        var shipped = WithoutSchema(Repository.Read("silo.json"));
        Assert.All(Kubectl.Render(overlay).Of("ConfigMap"), c => Assert.True(JsonNode.DeepEquals(shipped, WithoutSchema(c["data"]!["silo.json"]!.ToString())), "copy silo.json to infra/k8s/base/silos"));
    }

    /// <summary>Who renames a configuration renames the pods' reference with it; that is what replaces pods after a change.</summary>
    [Theory]
    [MemberData(nameof(Overlays))]
    public void The_configuration_is_named_after_its_content(string overlay) =>
        Assert.All(Kubectl.Render(overlay).Of("ConfigMap"), c => Assert.Matches("^synapse-silo(-[a-z]+)?-[a-z0-9]{10}$", c.Text("metadata/name")));

    [Theory]
    [MemberData(nameof(Overlays))]
    public void The_image_is_of_the_version_that_is_built(string overlay)
    {
        var version = XDocument.Load(Repository.PathOf("Directory.Build.props")).Descendants("VersionPrefix").Single().Value;
        Assert.All(Kubectl.Render(overlay).Workloads.SelectMany(w => w.Containers), c => Assert.EndsWith($"synapse-silo:{version}", c.Text("image"), StringComparison.Ordinal));
    }

    private static JsonNode WithoutSchema(string json)
    {
        var node = JsonNode.Parse(json)!.AsObject();
        node.Remove("$schema");
        return node;
    }
}
