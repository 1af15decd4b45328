using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.TestingHost;
using Synapse.Analysis.Rules;
using Synapse.Cluster.Client;
using Synapse.Cluster.Signals;
using Synapse.Conformance.Applications;
using Synapse.Contracts;
using Synapse.Hosting.Agents;
using Synapse.Runtime.Agents;
using Synapse.Runtime.Journal;
using Synapse.Storage;

namespace Synapse.Cluster.Tests.Applications;

/// <summary>Synapse in a cluster of three silos with different roles, through a client outside.</summary>
public sealed class ClusterSynapseTests : SynapseConformance
{
    private static readonly SiloRoles[] Roles = [SiloRoles.Reviews | SiloRoles.Workers, SiloRoles.Workers, SiloRoles.Reviews | SiloRoles.Api];

    private InProcessTestCluster? _cluster;

    public override async ValueTask DisposeAsync()
    {
        await _cluster!.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override async Task<ISynapse> StartAsync()
    {
        var (journal, started) = (new MemoryJournal(), -1);
        var builder = new InProcessTestClusterBuilder((short)Roles.Length);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddMemoryGrainStorage(WakeBook.StorageName).AddMemoryGrainStorage("PubSubStore").UseInMemoryReminderService();
            silo.Services.AddSingleton<IJournalStore>(journal).AddSingleton(new ReviewAgents(SiloConfiguration.LoadDefault(), RulePacks.Embedded));
            silo.AddJournalStreams();
            silo.AddSynapse(Roles[Interlocked.Increment(ref started)]);
        });
        builder.ConfigureClient(client => client.AddSynapseClient("acme", "tests"));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
        return _cluster.Client.ServiceProvider.GetRequiredService<ISynapse>();
    }
}
