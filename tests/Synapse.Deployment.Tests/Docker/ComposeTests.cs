using System.Text.Json.Nodes;
using Synapse.Deployment.Tests.Rendering;

namespace Synapse.Deployment.Tests.Docker;

public sealed class ComposeTests
{
    private static readonly Dictionary<string, Action<JsonNode>> Mistakes = new()
    {
        ["there are 2 silos"] = f => f["services"]!.AsObject().Remove("silo3"),
        ["two silos have the same address"] = f => Silo(f)["environment"]!["SYNAPSE__CLUSTER__ADDRESS"] = "172.30.90.12",
        ["it is not at the address 172.30.91.11"] = f => (Silo(f)["environment"]!["SYNAPSE__CLUSTER__ADDRESS"], Silo(f)["networks"]!["silos"]!["ipv4_address"]) = ("172.30.91.11", "172.30.91.11"),
        ["it is not at the address 172.30.90.14"] = f => Silo(f)["environment"]!["SYNAPSE__CLUSTER__ADDRESS"] = "172.30.90.14",
        ["the image 'postgres:latest' has no version"] = f => f["services"]!["postgres"]!["image"] = "postgres:latest",
        ["the port 8081:8080 is reachable from outside"] = f => Silo(f)["ports"] = new JsonArray("8081:8080"),
        ["does not wait until 'postgres' is healthy"] = f => Silo(f)["depends_on"]!["postgres"]!["condition"] = "service_started",
        ["silo2: it does not wait until 'postgres' is healthy"] = f => f["services"]!["postgres"]!.AsObject().Remove("healthcheck"),
        ["does not wait for its database"] = f => Silo(f).AsObject().Remove("depends_on"),
        ["'journal' is not among the volumes"] = f => f["volumes"]!.AsObject().Remove("journal"),
        ["'postgres-password' is not among the secrets"] = f => f.AsObject().Remove("secrets"),
        ["'other' is not among the networks"] = f => Silo(f)["networks"]!["other"] = new JsonObject(),
        ["there is no ../../silo.yaml"] = f => Silo(f)["volumes"] = new JsonArray("../../silo.yaml:/etc/synapse/silo.json:ro"),
        ["SYNAPSE__CLUSTER__NAME is not a setting"] = f => Silo(f)["environment"]!["SYNAPSE__CLUSTER__NAME"] = "synapse",
        ["in the middle of its drain"] = f => Silo(f)["stop_grace_period"] = "10s",
        ["can write elsewhere"] = f => Silo(f).AsObject().Remove("read_only"),
        ["a secret is written down"] = f => Silo(f)["environment"]!["SYNAPSE__STORAGE__POSTGRES"] = "Host=postgres;Password=word",
    };

    public static TheoryData<string> Says => [.. Mistakes.Keys];

    [Fact]
    public void The_compose_file_passes() => Assert.Empty(Problems(File()));

    [Theory]
    [MemberData(nameof(Says))]
    public void A_mistake_is_seen(string says)
    {
        var file = File();
        Mistakes[says](file);
        Assert.Contains(Problems(file), p => p.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_under_infra_holds_a_secret() => Assert.DoesNotContain(
        Directory.EnumerateFiles(Repository.PathOf("infra/k8s"), "*", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(Repository.PathOf("infra/docker"))),
        f => Checks.SecretCheck.IsSecret(System.IO.File.ReadAllText(f)));

    private static JsonNode File() => YamlText.Documents(Repository.Read("infra/docker/compose.yaml")).Single();

    private static JsonNode Silo(JsonNode file) => file["services"]!["silo1"]!;

    private static IEnumerable<string> Problems(JsonNode file) => ComposeCheck.Problems(file, p => Path.Exists(Path.Combine(Repository.PathOf("infra/docker"), p)));
}
