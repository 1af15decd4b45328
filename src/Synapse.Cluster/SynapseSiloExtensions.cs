using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Serialization;
using Synapse.Cluster.Agents;
using Synapse.Cluster.Client;
using Synapse.Cluster.Client.Serialization;
using Synapse.Cluster.Queues;
using Synapse.Cluster.Tenants;
using Synapse.Cluster.Upkeep;
using Synapse.Core.Kernel;
using Synapse.Hosting.Agents;
using Synapse.Hosting.Marketplace;
using Synapse.Hosting.Reviews;
using Synapse.Hosting.Work;
using Synapse.Runtime;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Queues;

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
        new StoredForms(silo.Services).HostAll();
        silo.Services.AddSingleton(new EventSignals().HostAll());
        silo.Services.AddSingleton(s => s.GetRequiredService<IJournalStore>().Positions);
        silo.Services.AddSingleton(s => s.GetRequiredService<ReviewAgents>().Configuration.Host);
        silo.Services.AddSingleton<WorkWatchers>();
        silo.Services.AddSingleton<WakeBook>();
        silo.Services.AddSingleton<ClusterEngine>();
        silo.Services.AddSingleton<IEngine>(s => s.GetRequiredService<ClusterEngine>());
        silo.Services.TryAddSingleton<IWorkRunner>(s => new QueuedWork(s.GetRequiredService<WorkWatchers>().Offer) { Engine = s.GetRequiredService<ClusterEngine>() });
        silo.Services.AddSingleton<ITeller>(s => new Teller(s.GetRequiredService<ClusterEngine>()).HostAll());
        silo.Services.AddSingleton<IJournal>(s => s.GetRequiredService<IJournalStore>());
        silo.Services.TryAddSingleton<AggregateServices>();
        silo.Services.AddSingleton<AgentDesk>();
        silo.Services.AddSingleton<ReviewMarket>();
        silo.Services.AddSingleton<ReviewDesk>();
        silo.Services.AddSingleton(s => WorkersOf(s, roles));
        if (roles.HasFlag(SiloRoles.Workers))
        {
            silo.Services.AddHostedService<WorkWatch>();
        }

        if (roles.HasFlag(SiloRoles.Reviews))
        {
            silo.Services.AddHostedService<UpkeepBeat>();
        }

        return silo.Configure<GrainTypeOptions>(types => types.Classes.RemoveWhere(c => !IsHosted(c, roles)));
    }

    private static bool IsHosted(Type grain, SiloRoles roles) =>
        grain == typeof(TenantGrain) || grain == typeof(AgentDoorGrain) ? roles.HasFlag(SiloRoles.Api)
        : !(grain == typeof(UpkeepGrain) || grain.IsAssignableTo(typeof(IAggregateGrain))) || roles.HasFlag(SiloRoles.Reviews);

    /// <summary>A silo that runs none has no workers, and everything else is as elsewhere.</summary>
    private static ReviewWorkers WorkersOf(IServiceProvider services, SiloRoles roles)
    {
        var options = services.GetService<QueueWorkerOptions>() ?? QueueWorkerOptions.For("silo");
        options = options with { Name = $"{services.GetRequiredService<ILocalSiloDetails>().Name}-{Guid.NewGuid():N}", Workers = roles.HasFlag(SiloRoles.Workers) ? options.Workers : 0 };
        return new ReviewWorkers(
            services.GetRequiredService<ReviewAgents>(), services.GetRequiredService<IJournalStore>(), services.GetRequiredService<IEngine>(), options,
            services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<ReviewWorkers>>());
    }

    /// <summary>Gives each grain the form of its kind.</summary>
    private sealed class StoredForms(IServiceCollection services) : IKindHost
    {
        public void Add<TAggregate, TState, TCommand, TEvent, TReply>(StoredForm<TState, TEvent> form)
            where TAggregate : IAggregate<TState, TCommand, TEvent, TReply>
            where TReply : class => services.AddSingleton(form);
    }
}
