using System.Text.Json.Nodes;
using Synapse.Deployment.Tests.Rendering;

namespace Synapse.Deployment.Tests.Checks;

/// <summary>Ports have names, and probes, services, annotations and the silo's own settings mean ports that are there.</summary>
internal static class PortCheck
{
    private static readonly string[] Probes = ["startupProbe", "livenessProbe", "readinessProbe"];

    private static readonly (string Variable, string Port)[] Settings =
        [("SYNAPSE__CLUSTER__SILOPORT", "silo"), ("SYNAPSE__CLUSTER__GATEWAYPORT", "gateway"), ("SYNAPSE__HTTP__PORT", "http")];

    public static IEnumerable<string> Problems(Manifest manifest) => [.. manifest.Workloads.SelectMany(Workload), .. manifest.Of("Service").SelectMany(s => Service(manifest, s))];

    private static IEnumerable<string> Workload(Workload workload)
    {
        foreach (var same in workload.Ports.GroupBy(p => p.Number("containerPort")).Concat<IEnumerable<JsonNode>>(workload.Ports.GroupBy(p => p.Text("name"))).Where(g => g.Count() > 1))
        {
            yield return $"{workload.Name} has the port {same.First().ToJsonString()} twice";
        }

        foreach (var port in workload.Ports.Where(p => p.Text("name").Length is 0 or > 15))
        {
            yield return $"{workload.Name} has a port without a name of 1 to 15 characters: {port.ToJsonString()}";
        }

        foreach (var (container, probe) in workload.Containers.SelectMany(c => Probes.Select(p => (c, p))))
        {
            if (!IsPort(container.Items("ports"), container.Find($"{probe}/httpGet/port")))
            {
                yield return $"{workload.Name}: the {probe} asks a port that the container does not have";
            }
        }

        foreach (var (variable, port) in Settings.Where(s => workload.Value(s.Variable) != $"{workload.Port(s.Port)}"))
        {
            yield return $"{workload.Name}: {variable} is not the port '{port}'";
        }

        if (workload.Document.Find("spec/template/metadata/annotations") is not JsonObject notes || notes["prometheus.io/port"]?.ToString() != $"{workload.Port("http")}")
        {
            yield return $"{workload.Name}: Prometheus is not told the HTTP port";
        }
    }

    private static IEnumerable<string> Service(Manifest manifest, JsonNode service)
    {
        var title = Manifest.Title(service);
        var behind = manifest.Workloads.Where(w => service.Find("spec/selector").Selects(w.Labels)).ToList();
        foreach (var port in service.Items("spec/ports"))
        {
            if (port.Text("name").Length == 0)
            {
                yield return $"{title} has a port without a name";
            }

            foreach (var workload in behind.Where(w => !IsPort(w.Ports, port.Find("targetPort"))))
            {
                yield return $"{title}: {workload.Name} has no port {port.Find("targetPort")?.ToJsonString() ?? "(none named)"}";
            }
        }

        // Silos are reached by the others before they are ready; everybody else only meets ready ones.
        var isBetweenSilos = service.Items("spec/ports").All(p => p.Text("targetPort") == "silo");
        if (isBetweenSilos != service.Is("spec/publishNotReadyAddresses", true) || isBetweenSilos != (service.Text("spec/clusterIP") == "None"))
        {
            yield return $"{title}: only the service between silos is headless and holds silos that are not ready";
        }
    }

    private static bool IsPort(IEnumerable<JsonNode> ports, JsonNode? wanted) =>
        wanted is not null && ports.Any(p => JsonNode.DeepEquals(p["name"], wanted) || JsonNode.DeepEquals(p["containerPort"], wanted));
}
