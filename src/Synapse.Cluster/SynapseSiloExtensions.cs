using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using Orleans.Serialization;
using Synapse.Cluster.Agents;
using Synapse.Cluster.Client.Serialization;
using Synapse.Cluster.Reviews;
using Synapse.Cluster.Tenants;
using Synapse.Cluster.Upkeep;
using Synapse.Core.Reviews;
using Synapse.Hosting.Agents;
using Synapse.Hosting.Reviews;
using Synapse.Hosting.Work;
using Synapse.Runtime;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Reviews;

namespace Synapse.Cluster;

/// <summary>Makes a silo one of Synapse's.</summary>
public static class SynapseSiloExtensions
{
    /// <summary>
    /// Adds the grains and all they need. The host brings an <see cref="IJournalStore"/>, an <see cref="ISignalSink"/>, the <see cref="ReviewAgents"/>, grain storage of the
    /// name <see cref="WakeBook.StorageName"/> and reminders; limits and the clock are taken from the services where they are there.
    /// </summary>
    public static ISiloBuilder AddSynapse(this ISiloBuilder silo, SiloRoles roles = SiloRoles.All)
    {
        silo.Services.AddSerializer(serializer => serializer.AddSynapseWire());
        silo.Services.TryAddSingleton(TimeProvider.System);
        silo.Services.TryAddSingleton(EngineLimits.Default);
        silo.Services.TryAddSingleton(ClusterLimits.Default);
        silo.Services.TryAddSingleton(WorkPoolLimits.Default);
        silo.Services.AddSingleton(ReviewForm.Current);
        silo.Services.AddSingleton(new EventSignals().HostAll());
        silo.Services.AddSingleton(s => s.GetRequiredService<IJournalStore>().Positions);
        silo.Services.AddSingleton(s => s.GetRequiredService<ReviewAgents>().Configuration.Host);
        silo.Services.AddSingleton(new HostedRoles(roles));
        silo.Services.AddSingleton<WakeBook>();
        silo.Services.AddSingleton<ClusterEngine>();
        silo.Services.AddSingleton<IEngine>(s => s.GetRequiredService<ClusterEngine>());
        silo.Services.TryAddSingleton<IWorkRunner, ClusterWork>();
        silo.Services.AddSingleton<IJournal>(s => s.GetRequiredService<IJournalStore>());
        silo.Services.TryAddSingleton<AggregateServices>();
        silo.Services.AddSingleton<ReviewDesk>();
        silo.Services.AddSingleton<WorkPool>();
        if (roles.HasFlag(SiloRoles.Reviews))
        {
            silo.Services.AddHostedService<UpkeepBeat>();
        }

        return silo.Configure<GrainTypeOptions>(types => types.Classes.RemoveWhere(c => !IsHosted(c, roles)));
    }

    private static bool IsHosted(Type grain, SiloRoles roles) =>
        grain == typeof(SpecialistGrain) ? roles.HasFlag(SiloRoles.Workers)
        : grain == typeof(TenantGrain) ? roles.HasFlag(SiloRoles.Api)
        : grain != typeof(ReviewGrain) && grain != typeof(UpkeepGrain) ? true
        : roles.HasFlag(SiloRoles.Reviews);
}
