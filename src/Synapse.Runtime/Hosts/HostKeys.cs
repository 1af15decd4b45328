using Synapse.Core;

namespace Synapse.Runtime.Hosts;

/// <summary>The closed list of keys of each section of the host. <c>infra/silo.schema.json</c> says the same; a test compares the two.</summary>
internal static class HostKeys
{
    /// <summary>Sections and their keys.</summary>
    public static IReadOnlyDictionary<string, ValueList<string>> Sections { get; } = new Dictionary<string, ValueList<string>>(StringComparer.Ordinal)
    {
        ["cluster"] = ["clusterId", "serviceId", "clustering", "address", "siloPort", "gatewayPort", "roles", "drainSeconds"],
        ["storage"] = ["postgres", "sqlite"],
        ["streams"] = ["provider"],
        ["http"] = ["address", "port"],
        ["workers"] = ["concurrency"],
        ["dashboard"] = ["operatorKey"],
        ["telemetry"] = ["otlpEndpoint"],
        ["tls"] = ["certificate", "key", "authority"],
    };

    public const string Tenants = "tenants";

    public static ValueList<string> Numbers { get; } = ["siloPort", "gatewayPort", "drainSeconds", "port", "concurrency"];

    public static ValueList<string> Lists { get; } = ["roles", Tenants];

    public static ValueList<string> Roles { get; } = ["reviews", "workers", "api"];
}
