using System.Net;
using Synapse.Core;
using Synapse.Core.Kernel;
using Synapse.Runtime.Json;

namespace Synapse.Runtime.Hosts;

/// <summary>Reads the parts of <c>silo.json</c> that are about the host.</summary>
internal static class HostReader
{
    private const int MaxPort = 65_535;

    public static HostSettings Read(ObjectReader root)
    {
        var fallback = HostSettings.Default;
        var cluster = ReadCluster(Section(root, "cluster"), fallback.Cluster);
        var storage = Section(root, "storage") is { } s ? new StorageSettings(s.Text("postgres") ?? "", s.Text("sqlite") ?? fallback.Storage.Sqlite) : fallback.Storage;
        if (cluster.Clustering == Clustering.Postgres && storage.Postgres.Length == 0)
        {
            root.Problem("storage", "silos that find each other through PostgreSQL keep the journal there: set 'storage.postgres' to a connection string");
        }

        var http = Section(root, "http") is { } h ? new HttpSettings(Address(h, "address", fallback.Http.Address), (int)h.Integer("port", fallback.Http.Port, 1, MaxPort)) : fallback.Http;
        if ((http.Port == cluster.SiloPort || http.Port == cluster.GatewayPort) && (http.Address == cluster.Address || http.Address is "0.0.0.0" or "::"))
        {
            root.Problem("http", $"'port' is {http.Port}, as '{(http.Port == cluster.SiloPort ? "cluster.siloPort" : "cluster.gatewayPort")}' is; take another one");
        }

        return new HostSettings(
            cluster,
            storage,
            Section(root, "streams")?.Choice("provider", [SignalProvider.Journal, SignalProvider.Memory], NameOf) ?? fallback.Streams,
            http,
            Section(root, "workers") is { } w
                ? new WorkerSettings((int)w.Integer("concurrency", 0, 0, 1_024)) : fallback.Workers,
            new DashboardSettings(ReadOperatorKey(Section(root, "dashboard"))),
            new TelemetrySettings(ReadEndpoint(Section(root, "telemetry"))),
            ReadTls(Section(root, "tls")),
            root.Texts(HostKeys.Tenants, [], name => name == AggregateId.HostTenant ? $"'{name}' is the host itself; take another name" : AggregateId.IsValidPart(name) ? null : $"a tenant's name has 1 to {AggregateId.MaxPartLength} letters, digits, '-', '_' or '.'"));
    }

    private static ObjectReader? Section(ObjectReader root, string name) => root.Object(name, HostKeys.Sections[name]);

    private static ClusterSettings ReadCluster(ObjectReader? json, ClusterSettings fallback)
    {
        if (json is null)
        {
            return fallback;
        }

        var (silo, gateway) = ((int)json.Integer("siloPort", fallback.SiloPort, 1, MaxPort), (int)json.Integer("gatewayPort", fallback.GatewayPort, 1, MaxPort));
        if (silo == gateway)
        {
            json.Problem("gatewayPort", $"is {gateway}, as 'siloPort' is; take another one");
        }

        var roles = json.Texts("roles", fallback.Roles, role => HostKeys.Roles.Contains(role) ? null : $"unknown role (allowed: {string.Join(", ", HostKeys.Roles)})");
        if (roles.Count == 0)
        {
            json.Problem("roles", $"is empty; a silo has at least one role of {string.Join(", ", HostKeys.Roles)}");
        }

        return new ClusterSettings(
            Name(json, "clusterId", fallback.ClusterId), Name(json, "serviceId", fallback.ServiceId),
            json.Choice("clustering", [Clustering.Localhost, Clustering.Postgres], NameOf) ?? fallback.Clustering, Address(json, "address", fallback.Address),
            silo, gateway, roles, TimeSpan.FromSeconds(json.Integer("drainSeconds", (long)fallback.Drain.TotalSeconds, 0, 3_600)));
    }

    private static string NameOf(Clustering value) => value == Clustering.Localhost ? "localhost" : "postgres";

    private static string NameOf(SignalProvider value) => value == SignalProvider.Journal ? "journal" : "memory";

    private static string Name(ObjectReader json, string key, string fallback)
    {
        var name = json.Text(key) ?? fallback;
        if (!AggregateId.IsValidPart(name))
        {
            json.Problem(key, $"has 1 to {AggregateId.MaxPartLength} letters, digits, '-', '_' or '.'");
        }

        return name;
    }

    private static string Address(ObjectReader json, string key, string fallback)
    {
        var address = json.Text(key) ?? fallback;
        if (!IPAddress.TryParse(address, out _))
        {
            json.Problem(key, $"{JsonProblems.Quote(address)} is not an IP address, such as 10.0.0.7");
        }

        return address;
    }

    private static string ReadOperatorKey(ObjectReader? json)
    {
        const int MinLength = 16;
        var key = json?.Text("operatorKey") ?? "";
        if (key.Length is > 0 and < MinLength)
        {
            json!.Problem("operatorKey", $"has {key.Length} characters; whoever has it sees everything, so it needs at least {MinLength}");
        }

        return key;
    }

    private static string ReadEndpoint(ObjectReader? json)
    {
        var endpoint = json?.Text("otlpEndpoint") ?? "";
        if (endpoint.Length > 0 && !(Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
        {
            json!.Problem("otlpEndpoint", $"{JsonProblems.Quote(endpoint)} is not an address, such as http://localhost:4317");
        }

        return endpoint;
    }

    private static TlsSettings? ReadTls(ObjectReader? json)
    {
        if (json is null)
        {
            return null;
        }

        foreach (var key in HostKeys.Sections["tls"].Where(k => !json.Has(k)))
        {
            json.Missing(key, $"\"/etc/synapse-tls/{key}.pem\"");
        }

        return new TlsSettings(json.Text("certificate") ?? "", json.Text("key") ?? "", json.Text("authority") ?? "");
    }
}
