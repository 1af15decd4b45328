using Synapse.Conformance.Postgres;
using Synapse.Silo.Tests.Silos;

namespace Synapse.Silo.Tests.Telemetry;

/// <summary>What a scrape of a silo gives.</summary>
public sealed class MetricsTests(PostgresServer server)
{
    [Fact]
    public async Task Metrics_are_Prometheus_text_with_those_of_Orleans_and_of_Synapse()
    {
        var connection = await server.SchemaAsync() + ";Password=hunter2-hunter2";
        await using var silo = await SiloRun.StartMember(connection).ReadyAsync();
        await using var client = await ClientRun.StartAsync(connection);
        await client.ReviewAsync("measured");
        Assert.DoesNotContain("hunter2", await silo.ReadAsync("/metrics"), StringComparison.Ordinal);
        var first = PrometheusCheck.Read(await silo.ReadAsync("/metrics"));
        await client.ReviewAsync("measured-again");
        var second = PrometheusCheck.Read(await silo.ReadAsync("/metrics"));

        foreach (var name in (string[])["synapse_work_queue_depth", "orleans_catalog_activations", "orleans_app_requests_latency_count_total", "orleans_catalog_activation_created_total", "dotnet_gc_collections_total"])
        {
            Assert.Contains(second, s => s.Name == name);
        }

        Assert.Equal(0, Assert.Single(second, s => s.Name == "synapse_work_queue_depth").Value);
        Assert.True(SumOf(second) > SumOf(first), "the calls of the second review were not counted");
    }

    [Theory]
    [InlineData("a 1")]
    [InlineData("# TYPE a counter\na 1\n# TYPE a counter\na 2\n")]
    [InlineData("# TYPE a gauge\na{b=\"c\"} 1\na{b=\"c\"} 2\n")]
    [InlineData("# TYPE a gauge\na{b=\"c} 1\n")]
    [InlineData("# TYPE a-b gauge\na-b 1\n")]
    [InlineData("# TYPE a gauge\na one\n")]
    [InlineData("# TYPE a gauge\nb 1\n")]
    [InlineData("# TYPE a histogram\na_bucket{le=\"1\"} 2\na_bucket{le=\"+Inf\"} 1\na_sum 1\na_count 1\n")]
    [InlineData("# TYPE a histogram\na_bucket{le=\"1\"} 1\na_sum 1\na_count 1\n")]
    public void The_check_finds_what_is_wrong(string text) => Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => PrometheusCheck.Read(text));

    private static double SumOf(IReadOnlyList<Sample> samples) => samples.Where(s => s.Name == "orleans_app_requests_latency_count_total").Sum(s => s.Value);
}
