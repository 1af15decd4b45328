using Synapse.Conformance.Postgres;
using Synapse.Contracts.Reviews;
using Synapse.Silo.Tests.Silos;

namespace Synapse.Silo.Tests;

/// <summary>Clusters whose silos do different things.</summary>
public sealed class RolesTests(PostgresServer server)
{
    [Fact]
    public async Task Silos_of_different_roles_review_a_change_together()
    {
        var connection = await server.SchemaAsync();
        await using var front = await SiloRun.StartMember(connection, ("CLUSTER__ROLES", "reviews,api")).ReadyAsync();
        await using var workers = await SiloRun.StartMember(connection, ("CLUSTER__ROLES", "workers")).ReadyAsync();
        await using var client = await ClientRun.StartAsync(connection);
        await client.ReviewAsync("together");
    }

    [Fact]
    public async Task Work_that_nobody_runs_waits_for_workers_to_join()
    {
        var connection = await server.SchemaAsync();
        await using var front = await SiloRun.StartMember(connection, ("CLUSTER__ROLES", "reviews,api")).ReadyAsync();
        await using var client = await ClientRun.StartAsync(connection);
        (await client.Synapse.SubmitAsync(new ReviewSubmission("waiting", ClientRun.Diff))).Required();

        await Until.TrueAsync(async () => (await Database.ReadAsync(connection, "SELECT count(*) FROM events WHERE type = 'work.enqueued/1'"))[0] == ConfiguredSpecialists.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), () => front.Output);
        Assert.False((await client.Synapse.FindAsync("waiting")).Required().HasEnded);

        await using var workers = await SiloRun.StartMember(connection, ("CLUSTER__ROLES", "workers")).ReadyAsync();
        await client.CompleteAsync("waiting");
    }
}
