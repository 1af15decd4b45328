using Synapse.Cluster.Client.Reviews;
using Synapse.Conformance.Postgres;
using Synapse.Contracts;
using Synapse.Contracts.Reviews;
using Synapse.Core.Kernel;
using Synapse.Silo.Tests.Silos;

namespace Synapse.Silo.Tests;

/// <summary>A silo that serves some tenants and no others.</summary>
public sealed class TenantTests(PostgresServer server)
{
    [Fact]
    public async Task Only_the_tenants_of_the_configuration_are_served()
    {
        var connection = await server.SchemaAsync();
        await using var silo = await SiloRun.StartMember(connection, ("TENANTS", "acme,globex")).ReadyAsync();
        await using var served = await ClientRun.StartAsync(connection, "globex");
        await served.ReviewAsync("one");

        await using var other = await ClientRun.StartAsync(connection, "initech");
        AssertRefused((await other.Synapse.SubmitAsync(new ReviewSubmission("one", ClientRun.Diff))).Problem);
        AssertRefused((await other.Synapse.FindAsync("one")).Problem);
        AssertRefused((await other.Synapse.ReadReportAsync("one")).Problem);
        AssertRefused((await other.Synapse.CancelAsync("one", "why not")).Problem);
        AssertRefused((await other.Synapse.AnswerAsync("one", new FindingResponse("x", "accepted", "", "a"))).Problem);

        var context = new CommandContext("tests", "find");
        var answer = await other.Grains.GetGrain<IReviewGrain>("initech/one").ObserveAsync(context, CancellationToken.None);
        Assert.Equal(RefusalCode.NotFound, answer.Refusal!.Code);
        Assert.Contains("not served", answer.Refusal.Message, StringComparison.Ordinal);
        Assert.NotNull((await other.Grains.GetGrain<IReviewGrain>("globex/one").ObserveAsync(context, CancellationToken.None)).Reply);

        Assert.Equal(["globex"], await Database.ReadAsync(connection, "SELECT DISTINCT tenant FROM events WHERE tenant <> 'synapse'"));
    }

    private static void AssertRefused(Problem? problem)
    {
        Assert.Equal("not-found", problem!.Code);
        Assert.Contains("this tenant is not served here", problem.Message, StringComparison.Ordinal);
    }
}
