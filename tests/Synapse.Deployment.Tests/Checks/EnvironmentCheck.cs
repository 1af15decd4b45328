using Synapse.Deployment.Tests.Rendering;

namespace Synapse.Deployment.Tests.Checks;

/// <summary>The silo's settings: known names, values that mean something, one cluster, and every role taken by somebody.</summary>
internal static class EnvironmentCheck
{
    private static readonly string[] Roles = ["reviews", "workers", "api"];

    /// <summary>What the silo reads from its environment, and whether a value given there literally is one it takes.</summary>
    private static readonly Dictionary<string, Func<string, bool>> Known = new()
    {
        ["SYNAPSE__STORAGE__POSTGRES"] = _ => true,
        ["SYNAPSE__DASHBOARD__OPERATORKEY"] = _ => true,
        ["SYNAPSE__CLUSTER__CLUSTERID"] = v => v.Length > 0,
        ["SYNAPSE__CLUSTER__SERVICEID"] = v => v.Length > 0,
        ["SYNAPSE__CLUSTER__CLUSTERING"] = v => v is "localhost" or "postgres",
        ["SYNAPSE__CLUSTER__SILOPORT"] = IsPort,
        ["SYNAPSE__CLUSTER__GATEWAYPORT"] = IsPort,
        ["SYNAPSE__CLUSTER__ADDRESS"] = v => System.Net.IPAddress.TryParse(v, out _),
        ["SYNAPSE__CLUSTER__ROLES"] = v => v.Length > 0 && v.Split(',').All(Roles.Contains),
        ["SYNAPSE__CLUSTER__DRAINSECONDS"] = v => int.TryParse(v, out var seconds) && seconds > 0,
        ["SYNAPSE__HTTP__PORT"] = IsPort,
        ["SYNAPSE__HTTP__ADDRESS"] = v => System.Net.IPAddress.TryParse(v, out _),
        ["SYNAPSE__STREAMS__PROVIDER"] = v => v is "memory" or "journal",
        ["SYNAPSE__TELEMETRY__OTLPENDPOINT"] = v => Uri.TryCreate(v, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https",
        ["SYNAPSE__TLS__CERTIFICATE"] = IsPath,
        ["SYNAPSE__TLS__KEY"] = IsPath,
        ["SYNAPSE__TLS__AUTHORITY"] = IsPath,
    };

    public static IEnumerable<string> Problems(Manifest manifest) =>
    [
        .. manifest.Workloads.SelectMany(w => Variables(w.Environment.Select(e => (e.Text("name"), e.Find("valueFrom") is null ? e.Text("value") : null))).Concat(Placed(w)), (w, p) => $"{w.Name}: {p}"),
        .. Cluster(manifest),
    ];

    /// <summary>What is wrong with variables; a value of null comes from elsewhere.</summary>
    public static IEnumerable<string> Variables(IEnumerable<(string Name, string? Value)> variables)
    {
        var all = variables.ToList();
        foreach (var name in all.GroupBy(v => v.Name).Where(g => g.Count() > 1).Select(g => g.Key))
        {
            yield return $"{name} is there twice";
        }

        foreach (var (name, value) in all.Where(v => v.Name.StartsWith("SYNAPSE", StringComparison.OrdinalIgnoreCase)))
        {
            if (!Known.TryGetValue(name, out var takes))
            {
                yield return $"{name} is not a setting of the silo";
            }
            else if (value is not null && !takes(value))
            {
                yield return $"{name} cannot be '{value}'";
            }
        }
    }

    private static IEnumerable<string> Placed(Workload workload)
    {
        var address = workload.Environment.FirstOrDefault(e => e.Text("name") == "SYNAPSE__CLUSTER__ADDRESS");
        if (address.Text("valueFrom/fieldRef/fieldPath") != "status.podIP")
        {
            yield return "other silos are not told the pod's address";
        }

        if (workload.Value("SYNAPSE__HTTP__ADDRESS") != "0.0.0.0")
        {
            yield return "HTTP listens where nobody reaches it";
        }
    }

    private static IEnumerable<string> Cluster(Manifest manifest)
    {
        foreach (var name in (string[])["SYNAPSE__CLUSTER__CLUSTERID", "SYNAPSE__CLUSTER__SERVICEID", "SYNAPSE__CLUSTER__CLUSTERING", "SYNAPSE__STREAMS__PROVIDER"])
        {
            var values = manifest.Workloads.Select(w => w.Value(name)).Distinct().ToList();
            if (values.Count > 1)
            {
                yield return $"{name} differs between pools: {string.Join(", ", values)}";
            }
        }

        foreach (var role in Roles.Except(manifest.Workloads.SelectMany(w => w.Value("SYNAPSE__CLUSTER__ROLES").Split(','))))
        {
            yield return $"no pool takes the role '{role}'";
        }
    }

    private static bool IsPort(string value) => ushort.TryParse(value, out var port) && port > 0;

    private static bool IsPath(string value) => value.StartsWith('/');
}
