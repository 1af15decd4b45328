using System.Net;
using Microsoft.Extensions.Logging.Console;
using Orleans.Configuration;
using Orleans.Dashboard;
using Synapse.Analysis.Rules;
using Synapse.Cluster;
using Synapse.Cluster.Signals;
using Synapse.Hosting.Agents;
using Synapse.Hosting.Work;
using Synapse.Runtime.Agents;
using Synapse.Runtime.Hosts;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Queues;
using Synapse.Silo.Dashboard;
using Synapse.Silo.Health;
using Synapse.Silo.Telemetry;

namespace Synapse.Silo;

/// <summary>Puts a silo together: Orleans, Synapse's grains, and the pages for operators.</summary>
internal static class SiloHost
{
    private const string Invariant = "Npgsql";
    private const string PubSubStore = "PubSubStore";

    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(10);

    /// <summary>What Orleans needs, after the drain, to hand over its grains and to leave the cluster.</summary>
    private static readonly TimeSpan LeaveTime = TimeSpan.FromSeconds(20);

    /// <param name="journal">Stays the caller's to close.</param>
    public static WebApplication Build(SiloConfiguration configuration, RulePacks packs, IJournalStore journal)
    {
        var host = configuration.Host;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "synapse-silo" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Parse(host.Http.Address), host.Http.Port));
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Logging.AddConsole(c => c.FormatterName = PlainConsole.FormatterName).AddConsoleFormatter<PlainConsole, ConsoleFormatterOptions>();
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Synapse", LogLevel.Information);
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = host.Cluster.Drain + LeaveTime);
        builder.Services.AddSingleton(configuration).AddSingleton(new ReviewAgents(configuration, packs)).AddSingleton<SiloState>();
        builder.Services.AddSingleton(new Borrowed<IJournalStore>(journal)).AddSingleton(s => s.GetRequiredService<Borrowed<IJournalStore>>().Value);
        var workers = QueueWorkerOptions.For("silo");
        builder.Services.AddSingleton(host.Workers.Concurrency == 0 ? workers : workers with { Workers = host.Workers.Concurrency });

        builder.UseOrleans(silo => Configure(silo, host));
        builder.Services.AddHostedService<SiloDrain>();
        SiloHealth.Add(builder.Services);
        SiloTelemetry.Add(builder, host);
        var app = builder.Build();
        SiloHealth.Map(app);
        SiloTelemetry.Map(app);
        OperatorDashboard.Map(app, host.Dashboard.OperatorKey);
        return app;
    }

    private static void Configure(ISiloBuilder silo, HostSettings host)
    {
        var cluster = host.Cluster;
        silo.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (cluster.ClusterId, cluster.ServiceId));

        // No call does long work: what is not answered by then was sent to a silo that is gone, and is sent again.
        silo.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = ResponseTimeout);
        silo.Configure<SiloOptions>(o => o.SiloName = $"{Dns.GetHostName()}-{cluster.Address}-{cluster.SiloPort}");
        if (cluster.Clustering == Clustering.Postgres)
        {
            Distribute(silo, host.Storage.Postgres);
        }
        else
        {
            silo.UseLocalhostClustering(cluster.SiloPort, cluster.GatewayPort, new IPEndPoint(IPAddress.Parse(cluster.Address), cluster.SiloPort), cluster.ServiceId, cluster.ClusterId);
            silo.UseInMemoryReminderService().AddMemoryGrainStorage(WakeBook.StorageName).AddMemoryGrainStorage(PubSubStore);
        }

        // After what clustering on localhost says of addresses.
        silo.Configure<EndpointOptions>(o =>
        {
            o.AdvertisedIPAddress = IPAddress.Parse(cluster.Address);
            (o.SiloPort, o.GatewayPort) = (cluster.SiloPort, cluster.GatewayPort);
            (o.SiloListeningEndpoint, o.GatewayListeningEndpoint) = (new IPEndPoint(o.AdvertisedIPAddress, cluster.SiloPort), new IPEndPoint(o.AdvertisedIPAddress, cluster.GatewayPort));
        });
        if (host.Tls is { } tls)
        {
            silo.UseTls(options => TlsFiles.Apply(options, tls));
        }

        if (host.Streams == SignalProvider.Journal)
        {
            silo.AddJournalStreams();
        }
        else
        {
            silo.AddMemorySignals();
        }

        silo.Services.AddSingleton<IFatalErrorHandler, SiloFailure>();
        silo.AddActivityPropagation();
        silo.AddDashboard();
        silo.AddSynapse(RolesOf(cluster));
    }

    /// <summary>What silos share is in PostgreSQL. A silo that is lost is declared so within seconds: two others must have missed it twice.</summary>
    private static void Distribute(ISiloBuilder silo, string connection)
    {
        silo.UseAdoNetClustering(o => (o.Invariant, o.ConnectionString) = (Invariant, connection));
        silo.UseAdoNetReminderService(o => (o.Invariant, o.ConnectionString) = (Invariant, connection));
        silo.AddAdoNetGrainStorage(WakeBook.StorageName, o => (o.Invariant, o.ConnectionString) = (Invariant, connection));
        silo.AddAdoNetGrainStorage(PubSubStore, o => (o.Invariant, o.ConnectionString) = (Invariant, connection));
        silo.Configure<ClusterMembershipOptions>(o =>
        {
            o.ProbeTimeout = TimeSpan.FromSeconds(2);

            // Orleans takes no vote against a silo that it has heard of within this times the missed probes: with its default a lost machine is missed for 16 s.
            o.MaxProbeTimeout = TimeSpan.FromSeconds(4);
            o.NumMissedProbesLimit = 2;
            o.TableRefreshTimeout = TimeSpan.FromSeconds(5);
            o.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(10);
            o.DefunctSiloExpiration = TimeSpan.FromDays(1);
        });
    }

    private static SiloRoles RolesOf(ClusterSettings cluster) =>
        cluster.Roles.Aggregate(SiloRoles.None, (roles, name) => roles | Enum.Parse<SiloRoles>(name, ignoreCase: true));

    /// <summary>Keeps the container from closing what is not its own.</summary>
    private sealed record Borrowed<T>(T Value);
}
