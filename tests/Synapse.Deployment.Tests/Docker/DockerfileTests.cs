using System.Text.Json.Nodes;
using Synapse.Deployment.Tests.Rendering;

namespace Synapse.Deployment.Tests.Docker;

public sealed class DockerfileTests
{
    private static readonly string Text = Repository.Read("infra/docker/Dockerfile");

    private static readonly string Ignored = Repository.Read("infra/docker/Dockerfile.dockerignore");

    [Fact]
    public void The_Dockerfile_passes() => Assert.Empty(Problems(Text));

    [Theory]
    [InlineData("RUNTIME_VERSION=10.0.12", "RUNTIME_VERSION=latest", "has no version of its own")]
    [InlineData("${SDK_VERSION}-noble", "noble", "has no version of its own")]
    [InlineData("COPY src/ src/", "COPY source/ src/", "there is no source/ to copy")]
    [InlineData("COPY src/ src/", "COPY tests/ tests/", "tests/ is left out of the build context")]
    [InlineData("-noble-chiseled", "-noble", "not chiselled")]
    [InlineData("USER 1654", "USER 0", "other than root's")]
    [InlineData("USER 1654", "", "other than root's")]
    [InlineData("ENTRYPOINT [\"dotnet\", \"Synapse.Silo.dll\"]", "ENTRYPOINT dotnet Synapse.Silo.dll", "needs a shell")]
    [InlineData("EXPOSE", "HEALTHCHECK CMD curl localhost\nEXPOSE", "needs a shell")]
    [InlineData("EXPOSE", "COPY silo.json ./\nEXPOSE", "more than what was built")]
    public void A_mistake_is_seen(string right, string wrong, string says)
    {
        Assert.Contains(right, Text, StringComparison.Ordinal);
        Assert.Contains(Problems(Text.Replace(right, wrong, StringComparison.Ordinal)), p => p.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void The_image_and_the_manifests_mean_the_same()
    {
        var workload = Kubectl.Render("production").Workloads.Single();
        Assert.Equal($"{workload.Pod.Number("securityContext/runAsUser")}", DockerfileCheck.Last(Text, "USER"));
        Assert.Equal(workload.Ports.Select(p => $"{p.Number("containerPort")}").Order(), DockerfileCheck.Last(Text, "EXPOSE").Split(' ').Order());
    }

    /// <summary>The SDK of the image is one that global.json takes: the same major and minor version, and no older.</summary>
    [Fact]
    public void The_SDK_is_one_that_the_repository_takes()
    {
        var wanted = Version.Parse(JsonNode.Parse(Repository.Read("global.json"))!["sdk"]!["version"]!.ToString());
        var image = Version.Parse(Text.Split("SDK_VERSION=")[1].Split('\n')[0]);
        Assert.Equal((wanted.Major, wanted.Minor), (image.Major, image.Minor));
        Assert.True(image >= wanted);
    }

    private static IEnumerable<string> Problems(string text) => DockerfileCheck.Problems(text, Ignored, p => Path.Exists(Repository.PathOf(p)));
}
