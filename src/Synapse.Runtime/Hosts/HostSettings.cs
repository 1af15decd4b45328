using Synapse.Core;
using Synapse.Core.Kernel;

namespace Synapse.Runtime.Hosts;

/// <summary>Where and how a silo runs: the parts of <c>silo.json</c> that are about the host and not about reviews.</summary>
/// <param name="Tenants">Those that are served; empty for any.</param>
public sealed record HostSettings(
    ClusterSettings Cluster, StorageSettings Storage, SignalProvider Streams, HttpSettings Http, WorkerSettings Workers, DashboardSettings Dashboard,
    TelemetrySettings Telemetry, TlsSettings? Tls, ValueList<string> Tenants)
{
    public static HostSettings Default { get; } = new(
        new ClusterSettings("synapse", "synapse", Clustering.Localhost, "127.0.0.1", 11_111, 30_000, ["reviews", "workers", "api"], TimeSpan.FromSeconds(30)),
        new StorageSettings("", "synapse.db"), SignalProvider.Journal, new HttpSettings("127.0.0.1", 8_080), new WorkerSettings(0), new DashboardSettings(""), new TelemetrySettings(""), null, []);

    /// <summary>Why a tenant is not served; null when it is.</summary>
    public Refusal? RefusalOf(string tenant) =>
        tenant == AggregateId.HostTenant ? new Refusal(RefusalCode.NotFound, $"'{tenant}' is the host itself and no tenant; take another name")
        : Tenants.Count == 0 || Tenants.Contains(tenant) ? null : new Refusal(RefusalCode.NotFound, "this tenant is not served here; 'tenants' in silo.json lists those that are");
}

/// <param name="ClusterId">Silos of one id form one cluster.</param>
/// <param name="ServiceId">Names what outlives clusters: grain storage and reminders. Never change it.</param>
/// <param name="Address">The IP address at which other silos and clients reach this one.</param>
/// <param name="Roles">Of <c>reviews</c>, <c>workers</c> and <c>api</c>.</param>
/// <param name="Drain">How long a silo that stops waits for its work.</param>
public sealed record ClusterSettings(
    string ClusterId, string ServiceId, Clustering Clustering, string Address, int SiloPort, int GatewayPort, ValueList<string> Roles, TimeSpan Drain);

/// <param name="Postgres">A connection string as Npgsql takes it; empty for none.</param>
/// <param name="Sqlite">The file of the journal where there is no PostgreSQL.</param>
public sealed record StorageSettings(string Postgres, string Sqlite);

/// <param name="Address">The IP address that health, metrics and the dashboard listen at.</param>
public sealed record HttpSettings(string Address, int Port);

/// <param name="Concurrency">Pieces of work at the same time; 0 for one per processor.</param>
public sealed record WorkerSettings(int Concurrency);

/// <param name="OperatorKey">Opens the dashboard; empty: it is closed.</param>
public sealed record DashboardSettings(string OperatorKey);

/// <param name="OtlpEndpoint">Where traces, metrics and logs are sent with OTLP over gRPC; empty: nowhere.</param>
public sealed record TelemetrySettings(string OtlpEndpoint);

/// <summary>TLS between silos and to clients; each side shows a certificate of the authority.</summary>
/// <param name="Certificate">PEM file with this silo's certificate.</param>
/// <param name="Key">PEM file with its key.</param>
/// <param name="Authority">PEM file with the certificate of the authority that the other side's must be of.</param>
public sealed record TlsSettings(string Certificate, string Key, string Authority);
