using System.Text.Json.Nodes;
using Synapse.Deployment.Tests.Rendering;

namespace Synapse.Deployment.Tests.Checks;

/// <summary>Everything is closed, and what is opened is opened to somebody: each port to those who need it, and the ways out that a silo needs.</summary>
internal static class NetworkCheck
{
    public static IEnumerable<string> Problems(Manifest manifest)
    {
        var policies = manifest.Of("NetworkPolicy").ToList();
        var closed = policies.Where(p => p.Find("spec/podSelector") is JsonObject { Count: 0 } && p.Find("spec/ingress") is null && p.Find("spec/egress") is null)
            .SelectMany(p => p.Items("spec/policyTypes")).Select(t => t.ToString()).ToHashSet();
        string[] open = [.. ((string[])["Ingress", "Egress"]).Except(closed).Select(d => $"{d} is open where no policy says otherwise")];
        return [.. open, .. policies.SelectMany(Rules), .. manifest.Workloads.SelectMany(w => Workload(manifest, w, policies))];
    }

    private static IEnumerable<string> Rules(JsonNode policy)
    {
        var title = Manifest.Title(policy);
        foreach (var (rule, peers) in policy.Items("spec/ingress").Select(r => (r, "from")).Concat(policy.Items("spec/egress").Select(r => (r, "to"))))
        {
            if (!rule.Items(peers).Any() || rule.Items(peers).Any(IsEverybody))
            {
                yield return $"{title}: a rule without '{peers}' is for the whole world";
            }

            if (!rule.Items("ports").Any())
            {
                yield return $"{title}: a rule without ports is for all of them";
            }
        }
    }

    private static IEnumerable<string> Workload(Manifest manifest, Workload workload, List<JsonNode> policies)
    {
        var own = policies.Where(p => p.Find("spec/podSelector/matchLabels").Selects(workload.Labels)).ToList();
        var into = own.SelectMany(p => p.Items("spec/ingress")).ToList();
        var outOf = own.SelectMany(p => p.Items("spec/egress")).ToList();
        foreach (var port in workload.Ports)
        {
            var rules = Covering(into, "TCP", port.Number("containerPort")).ToList();
            if (rules.Count == 0)
            {
                yield return $"{workload.Name}: nobody reaches the port '{port.Text("name")}'";
            }

            foreach (var peer in rules.SelectMany(r => r.Items("from")).Where(p => !IsMeant(manifest, port.Text("name"), p)))
            {
                yield return $"{workload.Name}: the port '{port.Text("name")}' is open to {peer.ToJsonString()}";
            }
        }

        if (into.SelectMany(r => r.Items("ports")).Any(p => workload.Ports.All(c => c.Number("containerPort") != p.Number("port"))))
        {
            yield return $"{workload.Name}: a port is opened that it does not have";
        }

        foreach (var (what, protocol, port) in Needs(workload).Where(n => !Covering(outOf, n.Protocol, n.Port).Any()))
        {
            yield return $"{workload.Name} cannot reach {what} ({protocol} {port})";
        }
    }

    private static IEnumerable<(string What, string Protocol, long? Port)> Needs(Workload workload)
    {
        yield return ("other silos", "TCP", workload.Port("silo"));
        yield return ("PostgreSQL", "TCP", 5432);
        yield return ("DNS", "UDP", 53);
        yield return ("DNS", "TCP", 53);
        if (Uri.TryCreate(workload.Value("SYNAPSE__TELEMETRY__OTLPENDPOINT"), UriKind.Absolute, out var endpoint))
        {
            yield return ("the OTLP collector", "TCP", endpoint.Port);
        }
    }

    /// <summary>Silos speak to silos, gateways to labelled clients, HTTP to named namespaces.</summary>
    private static bool IsMeant(Manifest manifest, string port, JsonNode peer) => port switch
    {
        "silo" => peer.Find("namespaceSelector") is null && manifest.Workloads.All(w => peer.Find("podSelector/matchLabels").Selects(w.Labels)),
        "gateway" => peer.Text("podSelector/matchLabels/synapse-client") == "true",
        "http" => peer["namespaceSelector"]?["matchLabels"]?["kubernetes.io/metadata.name"] is not null,
        _ => false,
    };

    private static bool IsEverybody(JsonNode peer) =>
        peer is JsonObject { Count: 0 } || peer.Text("ipBlock/cidr").EndsWith("/0", StringComparison.Ordinal) || (peer.Find("podSelector") ?? peer.Find("ipBlock")) is null && peer.Find("namespaceSelector") is JsonObject { Count: 0 };

    private static IEnumerable<JsonNode> Covering(IEnumerable<JsonNode> rules, string protocol, long? port) =>
        rules.Where(r => r.Items("ports").Any(p => p.Number("port") == port && (p.Text("protocol") is { Length: > 0 } named ? named : "TCP") == protocol));
}
