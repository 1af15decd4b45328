using System.Net;
using Synapse.Conformance.Postgres;
using Synapse.Contracts.Reviews;
using Synapse.Silo.Tests.Silos;

namespace Synapse.Silo.Tests;

/// <summary>The probes through the life of a silo.</summary>
public sealed class ProbeTests(PostgresServer server)
{
    [Fact]
    public async Task A_silo_on_SQLite_becomes_ready_and_ends_well()
    {
        await using var silo = await SiloRun.Start().ReadyAsync();
        Assert.Equal(HttpStatusCode.OK, await silo.StatusOfAsync("/health/startup"));
        Assert.Equal(HttpStatusCode.OK, await silo.StatusOfAsync("/health/live"));
        Assert.Equal(HttpStatusCode.NotFound, await silo.StatusOfAsync("/"));
        silo.Terminate();
        Assert.Equal(0, await silo.EndAsync());
        Assert.DoesNotContain("   at ", silo.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_its_database_a_silo_lives_and_is_not_ready_until_it_is_back()
    {
        Assert.SkipWhen(PostgresProcess.Missing is not null, PostgresProcess.Missing ?? "");
        await using var own = await PostgresProcess.StartAsync(isDurable: false);
        await using var silo = await SiloRun.StartMember(own.ConnectionString).ReadyAsync();
        await own.CrashAsync();
        await silo.StatusAsync("/health/ready", HttpStatusCode.ServiceUnavailable);
        Assert.Equal(HttpStatusCode.OK, await silo.StatusOfAsync("/health/live"));
        Assert.Equal(HttpStatusCode.OK, await silo.StatusOfAsync("/health/startup"));
        await own.StartAgainAsync();
        await silo.ReadyAsync();

        await using var client = await ClientRun.StartAsync(own.ConnectionString);
        Assert.Equal("complete", (await client.ReviewAsync("after")).Status);
    }

    [Fact]
    public async Task A_silo_that_stops_is_not_ready_while_it_drains_and_leaves_the_cluster()
    {
        var connection = await server.SchemaAsync();
        await using var patient = TemporaryFile.PatientConfiguration();
        (string, string)[] settings = [("STORAGE__POSTGRES", connection), ("CLUSTER__CLUSTERING", "postgres"), ("WORKERS__CONCURRENCY", "1")];
        await using var staying = await SiloRun.Start(["--config", patient.Path], settings).ReadyAsync();
        await using var silo = await SiloRun.Start(["--config", patient.Path], settings).ReadyAsync();
        await using var client = await ClientRun.StartAsync(connection);

        // Enough that some of it is at work in the silo when it is told to stop.
        var all = Enumerable.Range(0, 60).Select(i => $"drained-{i}").ToList();
        await Task.WhenAll(all.Select(id => client.Synapse.SubmitAsync(new ReviewSubmission(id, ClientRun.Diff))));
        silo.Terminate();
        var seen = new List<HttpStatusCode?>();
        await Until.TrueAsync(
            async () =>
            {
                seen.Add(await silo.StatusOfAsync("/health/ready"));
                return silo.HasEnded;
            },
            () => silo.Output);
        Assert.Equal(0, await silo.EndAsync());
        Assert.Contains(HttpStatusCode.ServiceUnavailable, seen);
        Assert.Contains(silo.Lines, l => l.Contains("Drained;", StringComparison.Ordinal));

        Assert.Equal(["Dead"], await StatusesAsync(connection, silo.Address));
        Assert.Equal(["Active"], await StatusesAsync(connection, staying.Address));
        foreach (var id in all)
        {
            Assert.Equal("complete", (await client.EndOfAsync(id)).Status);
        }
    }

    /// <summary>Of those that no other suspects: one that left has said so itself, and was not declared dead by others.</summary>
    private static async Task<IReadOnlyList<string>> StatusesAsync(string connection, string address) =>
        await Database.ReadAsync(connection, $"SELECT CASE status WHEN 3 THEN 'Active' WHEN 6 THEN 'Dead' ELSE status::text END FROM orleans_members WHERE address = '{address}' AND NOT EXISTS (SELECT 1 FROM string_to_table(suspicions, '|') s WHERE s NOT LIKE '{address}:%')");
}
