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
        await client.ReviewAsync("after");
    }

    [Fact]
    public async Task A_silo_that_stops_is_never_ready_again_and_leaves_the_cluster()
    {
        var connection = await server.SchemaAsync();
        await using var staying = await SiloRun.StartMember(connection, ("WORKERS__CONCURRENCY", "1")).ReadyAsync();
        await using var silo = await SiloRun.StartMember(connection, ("WORKERS__CONCURRENCY", "1")).ReadyAsync();
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

        // How long it drains depends on what is left to do; it may be gone between two looks.
        Assert.DoesNotContain(HttpStatusCode.OK, seen.SkipWhile(s => s == HttpStatusCode.OK));
        Assert.Contains(silo.Lines, l => l.Contains("Drained;", StringComparison.Ordinal));

        Assert.Equal(["Left"], await StatusesAsync(connection, silo.Address));
        Assert.Equal(["Active"], await StatusesAsync(connection, staying.Address));
        foreach (var id in all)
        {
            await client.CompleteAsync(id);
        }
    }

    /// <summary>One that leaves says itself that it is dead; of one that is lost only others do.</summary>
    private static Task<IReadOnlyList<string>> StatusesAsync(string connection, string address) => Database.ReadAsync(
        connection,
        $"""
         SELECT CASE WHEN status = 3 THEN 'Active' WHEN status = 6 AND suspicions LIKE '%{address}:%' THEN 'Left' ELSE status || ' ' || coalesce(suspicions, '') END
         FROM orleans_members WHERE address = '{address}'
         """);
}
