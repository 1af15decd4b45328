using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;
using Synapse.Analysis.Rules;
using Synapse.Cluster.Client;
using Synapse.Cluster.Upkeep;
using Synapse.Conformance.Engine;
using Synapse.Core.Kernel;
using Synapse.Hosting.Agents;
using Synapse.Runtime.Agents;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;

namespace Synapse.Cluster.Tests.Engine;

/// <summary>Three silos in this process on one journal, with a clock that a test moves; spoken to through a client.</summary>
internal sealed class ClusterHost : EngineHost
{
    private const short Silos = 3;

    private static readonly ReviewAgents Agents = new(SiloConfiguration.LoadDefault(), RulePacks.Embedded);

    private readonly ConcurrentDictionary<(AggregateId Review, string Agent), bool> _taken = new();
    private readonly ManualTime _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly InProcessTestCluster _cluster;

    private ClusterHost(IJournal journal, IJournalStore store, EngineLimits limits)
    {
        var builder = new InProcessTestClusterBuilder(Silos);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddMemoryGrainStorage(WakeBook.StorageName).UseInMemoryReminderService().ConfigureLogging(l => l.SetMinimumLevel(LogLevel.Error));
            silo.Services.AddSingleton(store).AddSingleton<ISignalSink>(this).AddSingleton<IWorkRunner>(this).AddSingleton(Agents).AddSingleton(limits);
            silo.Services.AddSingleton(s => new AggregateServices(journal, this, this, s.GetRequiredService<ITeller>(), limits, _time));
            silo.AddSynapse(SiloRoles.Reviews | SiloRoles.Api);
        });
        builder.ConfigureClient(client => client.AddSynapseClient("t", "tester"));
        _cluster = builder.Build();
        Engine = null!;
    }

    public override IEngine Engine => field ??= new ClusterEngine(_cluster.Client);

    public static async Task<EngineHost> StartAsync(IJournal journal, IJournalStore store, EngineLimits limits)
    {
        var host = new ClusterHost(journal, store, limits);
        await host._cluster.DeployAsync();
        return host;
    }

    /// <summary>As a worker pool does: work that it has is not taken twice.</summary>
    public override ValueTask StartAsync(AggregateId aggregate, HandOutWork work, CancellationToken cancellationToken) =>
        _taken.TryAdd((aggregate, work.Agent), true) ? base.StartAsync(aggregate, work, cancellationToken) : ValueTask.CompletedTask;

    public override async Task UntilAsync(Func<bool> condition)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!condition())
        {
            await Task.Delay(1, bound.Token);
        }
    }

    public override Task AdvanceAsync(TimeSpan by)
    {
        _time.Advance(by);
        return Task.CompletedTask;
    }

    public override Task RecoverAsync() => _cluster.Client.GetGrain<IUpkeepGrain>(UpkeepGrain.Key).SweepAsync(CancellationToken.None);

    /// <summary>All silos are lost at once.</summary>
    public override async ValueTask DisposeAsync()
    {
        foreach (var silo in _cluster.Silos.ToList())
        {
            await _cluster.KillSiloAsync(silo);
        }

        await _cluster.DisposeAsync();
    }
}
