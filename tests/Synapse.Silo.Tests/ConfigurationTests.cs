using Synapse.Silo.Tests.Silos;

namespace Synapse.Silo.Tests;

/// <summary>Whatever is wrong in the configuration ends the silo at once, with a line for each problem and nothing else.</summary>
public sealed class ConfigurationTests
{
    private static readonly string Shipped = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "silo.json"));

    [Theory]
    [InlineData("CLUSTER__SILOPROT", "1", "did you mean SYNAPSE__CLUSTER__SILOPORT?")]
    [InlineData("CLUSTER__SILOPORT", "70000", "70000")]
    [InlineData("HTTP__PORT", "eighty", "SYNAPSE__HTTP__PORT")]
    [InlineData("CLUSTER__GATEWAYPORT", "11111", "is 11111, as 'siloPort' is")]
    [InlineData("HTTP__PORT", "11111", "as 'cluster.siloPort' is")]
    [InlineData("CLUSTER__ADDRESS", "silo-1.example", "is not an IP address")]
    [InlineData("HTTP__ADDRESS", "here", "is not an IP address")]
    [InlineData("CLUSTER__CLUSTERING", "postgres", "set 'storage.postgres'")]
    [InlineData("CLUSTER__CLUSTERING", "gossip", "gossip")]
    [InlineData("CLUSTER__ROLES", "", "is empty; a silo has at least one role")]
    [InlineData("CLUSTER__ROLES", "api,janitor", "unknown role (allowed: reviews, workers, api)")]
    [InlineData("DASHBOARD__OPERATORKEY", "short-key", "it needs at least 16")]
    [InlineData("TELEMETRY__OTLPENDPOINT", "collector:4317", "is not an address")]
    [InlineData("TENANTS", "acme,a/b", "a tenant's name has")]
    [InlineData("TLS__KEY", "/etc/x.pem", "authority")]
    [InlineData("STORAGE__POSTGRES", "Host=x;Pasword=hunter2-hunter2", "is not a connection string")]
    public async Task A_wrong_variable_is_one_line(string name, string value, string expected)
    {
        await using var silo = SiloRun.Start((name, value));
        var lines = await RefusedAsync(silo);
        Assert.Contains(lines, l => l.Contains(expected, StringComparison.Ordinal));
        Assert.True(lines.Count == 1 || name == "TLS__KEY", silo.Output);
    }

    [Theory]
    [InlineData("\"version\": 1,", "\"version\": 1, \"clutser\": {},", "clutser")]
    [InlineData("\"version\": 1,", "\"version\": 1, \"cluster\": { \"silPort\": 1 },", "silPort")]
    [InlineData("\"version\": 1,", "\"version\": 1, \"dashboard\": { \"operatorKey\": \"hunter2\" },", "operatorKey")]
    [InlineData("\"version\": 1,", "\"version\": 1,,", "silo.json")]
    [InlineData("\"version\": 1,", "\"version\": 7,", "version")]
    public async Task A_wrong_key_of_the_file_is_one_line(string old, string changed, string expected)
    {
        await using var file = new TemporaryFile("silo.json", Shipped.Replace(old, changed, StringComparison.Ordinal));
        await using var silo = SiloRun.Start(["--config", file.Path]);
        var lines = await RefusedAsync(silo);
        Assert.Contains(expected, Assert.Single(lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_problems_are_told_at_once()
    {
        await using var silo = SiloRun.Start(
            ("CLUSTER__SILOPORT", "0"), ("CLUSTER__ADDRESS", "nowhere"), ("CLUSTER__ROLES", "janitor"), ("DASHBOARD__OPERATORKEY", "hunter2"), ("WORKERS__CONCURENCY", "4"));
        var lines = await RefusedAsync(silo);
        Assert.Equal(5, lines.Count);
        foreach (var part in (string[])["SILOPORT", "nowhere", "ROLES", "OPERATORKEY", "SYNAPSE__WORKERS__CONCURRENCY"])
        {
            Assert.Single(lines, l => l.Contains(part, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_one_line()
    {
        await using var silo = SiloRun.Start(["--config", "/nowhere/silo.json"]);
        Assert.Contains("/nowhere/silo.json", Assert.Single(await RefusedAsync(silo)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_is_no_configuration()
    {
        await using var silo = SiloRun.Start(["--config", "/tmp"]);
        Assert.Contains("/tmp", Assert.Single(await RefusedAsync(silo)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--port", "80")]
    [InlineData("--config")]
    [InlineData("start")]
    public async Task An_argument_that_there_is_not_is_one_line(params string[] arguments)
    {
        await using var silo = SiloRun.Start(arguments);
        Assert.Contains("usage: synapse-silo [--config FILE]", Assert.Single(await RefusedAsync(silo)), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> RefusedAsync(SiloRun silo)
    {
        Assert.Equal(2, await silo.EndAsync());
        Assert.NotEmpty(silo.Lines);
        Assert.All(silo.Lines, l => Assert.StartsWith("synapse-silo: ", l, StringComparison.Ordinal));
        Assert.All((string[])["   at ", "Exception", "hunter2"], text => Assert.DoesNotContain(text, silo.Output, StringComparison.Ordinal));
        return silo.Lines;
    }
}
