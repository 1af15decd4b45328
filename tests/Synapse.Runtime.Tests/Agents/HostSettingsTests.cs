using Synapse.Runtime.Agents;
using Synapse.Runtime.Hosts;

namespace Synapse.Runtime.Tests.Agents;

/// <summary>The parts of the configuration that are about the host, and the environment over them.</summary>
public sealed class HostSettingsTests
{
    [Fact]
    public void What_is_not_said_has_a_default()
    {
        var host = SiloConfiguration.LoadDefault().Host;
        Assert.Equal(HostSettings.Default, host);
        Assert.Equal((Clustering.Localhost, 11_111, 30_000, 8_080, SignalProvider.Journal), (host.Cluster.Clustering, host.Cluster.SiloPort, host.Cluster.GatewayPort, host.Http.Port, host.Streams));
    }

    [Fact]
    public void The_environment_overrides_the_file_whatever_its_case()
    {
        var host = Read(
            ("SYNAPSE__CLUSTER__CLUSTERING", "postgres"), ("SYNAPSE__STORAGE__POSTGRES", "Host=db"), ("synapse__cluster__siloport", "12000"), ("SYNAPSE__CLUSTER__ROLES", "workers, api"),
            ("SYNAPSE__TENANTS", "acme,globex"), ("SYNAPSE__WORKERS__CONCURRENCY", "3"), ("SYNAPSE_CONFIG", "ignored"), ("PATH", "ignored")).Configuration!.Host;
        Assert.Equal((Clustering.Postgres, "Host=db", 12_000, 3), (host.Cluster.Clustering, host.Storage.Postgres, host.Cluster.SiloPort, host.Workers.Concurrency));
        Assert.Equal(["workers", "api"], host.Cluster.Roles);
        Assert.Equal(["acme", "globex"], host.Tenants);
    }

    [Theory]
    [InlineData("SYNAPSE__CLUSTER__SILOPORT", "70000", "SYNAPSE__CLUSTER__SILOPORT", "from 1 to 65535")]
    [InlineData("SYNAPSE__CLUSTER__SILOPORT", "many", "SYNAPSE__CLUSTER__SILOPORT", "whole number")]
    [InlineData("SYNAPSE__CLUSTER__SILOPORT", "30000", "silo.json", "take another one")]
    [InlineData("SYNAPSE__CLUSTER__SILOPROT", "1", "SYNAPSE__CLUSTER__SILOPROT", "did you mean SYNAPSE__CLUSTER__SILOPORT?")]
    [InlineData("SYNAPSE__CLUSTER__ADDRESS", "here", "SYNAPSE__CLUSTER__ADDRESS", "not an IP address")]
    [InlineData("SYNAPSE__CLUSTER__CLUSTERING", "postgers", "SYNAPSE__CLUSTER__CLUSTERING", "did you mean 'postgres'?")]
    [InlineData("SYNAPSE__CLUSTER__CLUSTERING", "postgres", "silo.json", "storage.postgres")]
    [InlineData("SYNAPSE__CLUSTER__ROLES", "workers,boss", "SYNAPSE__CLUSTER__ROLES", "unknown role")]
    [InlineData("SYNAPSE__CLUSTER__ROLES", "", "SYNAPSE__CLUSTER__ROLES", "at least one role")]
    [InlineData("SYNAPSE__CLUSTER__CLUSTERID", "a/b", "SYNAPSE__CLUSTER__CLUSTERID", "letters")]
    [InlineData("SYNAPSE__DASHBOARD__OPERATORKEY", "secret", "SYNAPSE__DASHBOARD__OPERATORKEY", "at least 16")]
    [InlineData("SYNAPSE__TELEMETRY__OTLPENDPOINT", "collector", "SYNAPSE__TELEMETRY__OTLPENDPOINT", "not an address")]
    [InlineData("SYNAPSE__TLS__KEY", "key.pem", "silo.json", "is missing")]
    [InlineData("SYNAPSE__TENANTS", "a b", "SYNAPSE__TENANTS", "tenant's name")]
    public void A_wrong_value_is_a_problem_of_whoever_says_it(string name, string value, string file, string named)
    {
        var problems = Read((name, value)).Problems;
        Assert.Contains(problems, p => p.File.EndsWith(file, StringComparison.Ordinal) && (p.Message + p.JsonPath).Contains(named, StringComparison.Ordinal));
        Assert.All(problems, p => Assert.DoesNotContain("secret", p.ToString(), StringComparison.Ordinal));
    }

    private static SiloConfigurationResult Read(params IReadOnlyList<(string Name, string Value)> environment) => SiloConfiguration.ReadDefault(environment.Select(e => KeyValuePair.Create(e.Name, e.Value)));
}
