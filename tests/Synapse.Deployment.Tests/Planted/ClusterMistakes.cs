using System.Text.Json.Nodes;
using Synapse.Deployment.Tests.Rendering;
using static Synapse.Deployment.Tests.Planted.Mistake;

namespace Synapse.Deployment.Tests.Planted;

/// <summary>Mistakes around the Deployment: who selects it, who reaches it, how many there are.</summary>
internal static class ClusterMistakes
{
    private const string Component = "app.kubernetes.io/component";

    public static IEnumerable<Mistake> All => [.. Selectors, .. Ports, .. Scaling, .. Network];

    private static IEnumerable<Mistake> Selectors =>
    [
        InDeployment("selectors", "synapse-silo does not select its own pods", d => d["spec"]!["selector"]!["matchLabels"]![Component] = "other"),
        InService("selectors", "Service/synapse selects no pod", "synapse", s => s["selector"]![Component] = "other"),
        InPod("selectors", "is not spread over kubernetes.io/hostname", p => p["topologySpreadConstraints"]!.AsArray().RemoveAt(1)),
        InPod("selectors", "by other pods than its own", p => p["topologySpreadConstraints"]![0]!["labelSelector"]!["matchLabels"]![Component] = "other"),
        In("selectors", "NetworkPolicy/synapse-silo selects no pod", m => m.One("NetworkPolicy", "synapse-silo")["spec"]!["podSelector"]!["matchLabels"]!["app.kubernetes.io/name"] = "silo"),
        In("selectors", "0 disruption budgets", m => m.One("PodDisruptionBudget", "synapse-silo")["spec"]!["selector"]!["matchLabels"]![Component] = "other"),
        new("selectors", "2 disruption budgets", "split", m => m.Of("PodDisruptionBudget").First()["spec"]!["selector"]!["matchLabels"]!.AsObject().Remove(Component)),
        new("selectors", "synapse-silo-front also selects the pods of synapse-silo-workers", "split", m => m.Workloads.First().Selector!.AsObject().Remove(Component)),
    ];

    private static IEnumerable<Mistake> Ports =>
    [
        InContainer("ports", "has the port", c => c["ports"]![0]!["containerPort"] = 8080),
        InContainer("ports", "without a name of 1 to 15 characters", c => c["ports"]![0]!.AsObject().Remove("name")),
        InContainer("ports", "the livenessProbe asks a port", c => c["livenessProbe"]!["httpGet"]!["port"] = "web"),
        InValue("ports", "SYNAPSE__HTTP__PORT is not the port 'http'", "SYNAPSE__HTTP__PORT", "8081"),
        InDeployment("ports", "Prometheus is not told", d => d["spec"]!["template"]!["metadata"]!["annotations"]!["prometheus.io/port"] = "80"),
        InService("ports", "has no port \"web\"", "synapse", s => s["ports"]![0]!["targetPort"] = "web"),
        InService("ports", "has a port without a name", "synapse", s => s["ports"]![0]!.AsObject().Remove("name")),
        InService("ports", "only the service between silos", "synapse-silos", s => s.AsObject().Remove("publishNotReadyAddresses")),
        InService("ports", "only the service between silos", "synapse", s => s["publishNotReadyAddresses"] = true),
        InService("ports", "only the service between silos", "synapse-silos", s => s.AsObject().Remove("clusterIP")),
    ];

    private static IEnumerable<Mistake> Scaling =>
    [
        InAutoscaler("scaling", "scales something that is not there", s => s["scaleTargetRef"]!["name"] = "silo"),
        InAutoscaler("scaling", "no room between its bounds", s => s["maxReplicas"] = 3),
        InAutoscaler("scaling", "fewer than 3 silos", s => s["minReplicas"] = 1),
        InAutoscaler("scaling", "does not serve: 'queue_depth'", s => s["metrics"]![0]!["pods"]!["metric"]!["name"] = "queue_depth"),
        InAutoscaler("scaling", "no average value", s => s["metrics"]![0]!["pods"]!["target"]!["averageValue"] = "0"),
        InAutoscaler("scaling", "at the first quiet moment", s => s["behavior"]!["scaleDown"]!.AsObject().Remove("stabilizationWindowSeconds")),
        InDeployment("scaling", "fights its autoscaler", d => d["spec"]!["replicas"] = 3),
        In("scaling", "lets all 3 silos go at once", m => m.One("PodDisruptionBudget", "synapse-silo")["spec"]!["maxUnavailable"] = 3),
        In("scaling", "keeps nodes from being drained", m => m.One("PodDisruptionBudget", "synapse-silo")["spec"]!["maxUnavailable"] = 0),
        In("scaling", "keeps nodes from being drained", m => m.One("PodDisruptionBudget", "synapse-silo")["spec"] = new JsonObject { ["minAvailable"] = 3, ["selector"] = m.One("PodDisruptionBudget", "synapse-silo")["spec"]!["selector"]!.DeepClone() }),
        new("scaling", "synapse-silo has fewer than 1 silos", "development", m => m.Workloads.Single().Document["spec"]!["replicas"] = 0),
    ];

    private static IEnumerable<Mistake> Network =>
    [
        In("network", "Egress is open where no policy", m => m.One("NetworkPolicy", "default-deny")["spec"]!["policyTypes"] = new JsonArray("Ingress")),
        In("network", "Ingress is open where no policy", m => m.One("NetworkPolicy", "default-deny")["spec"]!["ingress"] = new JsonArray(new JsonObject())),
        InPolicy("for the whole world", s => s["ingress"]![2]!.AsObject().Remove("from")),
        InPolicy("for the whole world", s => s["egress"]![1]!["to"] = new JsonArray(new JsonObject { ["ipBlock"] = new JsonObject { ["cidr"] = "0.0.0.0/0" } })),
        InPolicy("a rule without ports is for all", s => s["ingress"]![0]!.AsObject().Remove("ports")),
        InPolicy("nobody reaches the port 'silo'", s => s["ingress"]!.AsArray().RemoveAt(0)),
        InPolicy("nobody reaches the port 'http'", s => s["ingress"]!.AsArray().RemoveAt(2)),
        InPolicy("the port 'silo' is open to", s => s["ingress"]![0]!["from"]!.AsArray().Add(new JsonObject { ["namespaceSelector"] = new JsonObject() })),
        InPolicy("the port 'gateway' is open to", s => s["ingress"]![1]!["from"]!.AsArray().Add(new JsonObject { ["podSelector"] = new JsonObject() })),
        InPolicy("the port 'http' is open to", s => s["ingress"]![2]!["from"]!.AsArray().Add(new JsonObject { ["namespaceSelector"] = new JsonObject() })),
        InPolicy("a port is opened that it does not have", s => s["ingress"]![2]!["ports"]!.AsArray().Add(new JsonObject { ["port"] = 9090 })),
        InPolicy("cannot reach other silos", s => s["egress"]!.AsArray().RemoveAt(0)),
        InPolicy("cannot reach PostgreSQL", s => s["egress"]!.AsArray().RemoveAt(1)),
        InPolicy("cannot reach DNS (UDP 53)", s => s["egress"]![2]!["ports"]!.AsArray().RemoveAt(0)),
        InValue("network", "cannot reach the OTLP collector (TCP 4318)", "SYNAPSE__TELEMETRY__OTLPENDPOINT", "http://otel-collector.monitoring.svc:4318"),
    ];
}
