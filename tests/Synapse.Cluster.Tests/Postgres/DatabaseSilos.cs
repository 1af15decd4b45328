using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.TestingHost;
using Synapse.Cluster.Postgres;

namespace Synapse.Cluster.Tests.Postgres;

/// <summary>Silos in this process that know each other from the database alone and speak through sockets.</summary>
internal sealed class DatabaseSilos(string connectionString, string service, SeenReminders reminders, Action<ISiloBuilder>? configure = null) : IAsyncDisposable
{
    private const string Invariant = "Npgsql";

    private readonly TestClusterPortAllocator _ports = new();
    private readonly List<(IHost Host, NpgsqlDataSource Source)> _silos = [];

    public async Task StartAsync(int silos)
    {
        var started = await Task.WhenAll(Enumerable.Range(0, silos).Select(_ => Task.Run(StartOneAsync)));
        _silos.AddRange(started);
        await UntilAsync(() => _silos.TrueForAll(s => Alive(s.Host) == _silos.Count));
    }

    public T Of<T>(int silo)
        where T : notnull => _silos[silo].Host.Services.GetRequiredService<T>();

    public SiloAddress Address(int silo) => Of<ILocalSiloDetails>(silo).SiloAddress;

    public IKeptGrain Grain(string key, int silo = 0) => Of<IGrainFactory>(silo).GetGrain<IKeptGrain>(key);

    /// <summary>Ends a silo without handing anything over; it still writes that it goes.</summary>
    public async Task StopAtOnceAsync(int silo)
    {
        var (host, source) = _silos[silo];
        _silos.RemoveAt(silo);
        await host.StopAsync(new CancellationToken(true));
        host.Dispose();
        await source.DisposeAsync();
    }

    public async Task StopAsync()
    {
        await Task.WhenAll(_silos.Select(s => s.Host.StopAsync()));
        foreach (var (host, source) in _silos)
        {
            host.Dispose();
            await source.DisposeAsync();
        }

        _silos.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _ports.Dispose();
    }

    /// <summary>Waits for a condition; the bound only ends a test that would hang.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!await condition())
        {
            await Task.Delay(10, bound.Token);
        }
    }

    public static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    private static int Alive(IHost host) => host.Services.GetRequiredService<IClusterMembershipService>().CurrentSnapshot.Members.Values.Count(m => m.Status == SiloStatus.Active);

    private async Task<(IHost Host, NpgsqlDataSource Source)> StartOneAsync()
    {
        await OrleansSchema.ApplyAsync(connectionString, CancellationToken.None);
        var source = NpgsqlDataSource.Create(connectionString);
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddSingleton(reminders);
        var (siloPort, gatewayPort) = _ports.AllocateConsecutivePortPairs(1);
        builder.UseOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (service, service));
            silo.ConfigureEndpoints(IPAddress.Loopback, siloPort, gatewayPort);
            silo.Configure<ClusterMembershipOptions>(o => (o.ProbeTimeout, o.NumMissedProbesLimit, o.TableRefreshTimeout) = (TimeSpan.FromSeconds(1), 2, TimeSpan.FromSeconds(2)));
            silo.Configure<ReminderOptions>(o => o.MinimumReminderPeriod = TimeSpan.FromMilliseconds(100));
            silo.UseAdoNetClustering(o => (o.Invariant, o.DataSource) = (Invariant, source));
            silo.UseAdoNetReminderService(o => (o.Invariant, o.DataSource) = (Invariant, source));
            silo.AddAdoNetGrainStorage(WakeBook.StorageName, o => (o.Invariant, o.DataSource) = (Invariant, source));
            silo.AddAdoNetGrainStorage("PubSubStore", o => (o.Invariant, o.DataSource) = (Invariant, source));
            silo.AddMemoryStreams("memory");
            configure?.Invoke(silo);
        });
        var host = builder.Build();
        await host.StartAsync();
        return (host, source);
    }
}
