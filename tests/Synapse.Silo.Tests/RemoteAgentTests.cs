using Synapse.Cluster.Client.Agents;
using Synapse.Cluster.Client.Marketplace;
using Synapse.Conformance.Postgres;
using Synapse.Contracts;
using Synapse.Contracts.Agents;
using Synapse.Contracts.Reviews;
using Synapse.Core.Agents;
using Synapse.Core.Agents.Registry;
using Synapse.Core.Findings;
using Synapse.Core.Kernel;
using Synapse.Core.Marketplace;
using Synapse.Silo.Tests.Silos;

namespace Synapse.Silo.Tests;

/// <summary>An agent that runs in another process than the silo, as an Orleans client.</summary>
public sealed class RemoteAgentTests(PostgresServer server)
{
    private const string Key = "a long and secret key";

    private static readonly Capability Skill = new(Category.Security, "*");

    [Fact]
    public async Task It_is_hired_works_and_is_told_when_it_may_not()
    {
        var connection = await server.SchemaAsync();
        await using var silo = await SiloRun.StartMember(connection).ReadyAsync();
        await using var client = await ClientRun.StartAsync(connection);
        await RegisterAsync(client.Grains);

        using var stop = new CancellationTokenSource();
        var agent = new RemoteAgent((IClusterClient)client.Grains, "acme", "far", Key, TimeProvider.System).RunAsync((work, _) => Task.FromResult(ReportOf(work)), stop.Token);
        (await client.Synapse.SubmitAsync(new ReviewSubmission("one", ClientRun.Diff))).Required();
        await client.CompleteAsync("one");
        Assert.Equal(["far.shell"], (await client.Synapse.ReadReportAsync("one")).Required().Findings.Select(f => f.RuleId));

        await client.Grains.GetGrain<IAgentGrain>("acme/far").SetStatusAsync(new AgentCommand.SetStatus(AgentStatus.Suspended, "it is noisy"), new CommandContext("tests", "suspend"), CancellationToken.None);
        Assert.Contains("it is noisy", (await Assert.ThrowsAsync<SynapseException>(() => agent.WaitAsync(Until.Bound))).Message, StringComparison.Ordinal);
    }

    private static AgentReport ReportOf(AgentWork work)
    {
        Assert.Contains("+os.system(input())", work.Diff, StringComparison.Ordinal);
        return new AgentReport([new AgentFinding("far.shell", "Shell", "security", "high", 0.9m, "x.py", 2, 2, "what is typed runs", "do not")]);
    }

    private static async Task RegisterAsync(IGrainFactory grains)
    {
        var (far, number) = (grains.GetGrain<IAgentGrain>("acme/far"), 0);
        var profile = new AgentProfile(AgentKind.Remote, "1.0.0", new string('a', 64), AgentTier.Deep, "", [Skill], [], 0, "far-away", "MIT", "", "", []);
        Assert.Null((await far.RegisterAsync(new AgentCommand.Register(profile), Next(), CancellationToken.None)).Refusal);
        Assert.Null((await far.SetKeyAsync(new AgentCommand.SetKey(AgentKey.HashOf(Key)), Next(), CancellationToken.None)).Refusal);
        Assert.Null((await far.SetStatusAsync(new AgentCommand.SetStatus(AgentStatus.Active, ""), Next(), CancellationToken.None)).Refusal);
        var listing = new Listing("far", "1.0.0", "far-away", ListingTier.Junior, [Skill], ListingLimits.None, [], new ListingPrice.Fixed(100), new ListingSla(TimeSpan.FromMinutes(1), 9_900), "MIT", false, true);
        Assert.Null((await grains.GetGrain<IMarketplaceGrain>("acme/main").PublishAsync(new MarketCommand.Publish(listing, 0), Next(), CancellationToken.None)).Refusal);

        CommandContext Next() => new("tests", $"register/{number++}");
    }
}
