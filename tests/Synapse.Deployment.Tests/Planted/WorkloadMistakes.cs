using System.Text.Json.Nodes;
using static Synapse.Deployment.Tests.Planted.Mistake;

namespace Synapse.Deployment.Tests.Planted;

/// <summary>Mistakes in the Deployment: its shape, its life and what its pods may do.</summary>
internal static class WorkloadMistakes
{
    public static IEnumerable<Mistake> All => [.. Shape, .. Lifecycle, .. PodSecurity, .. Resources, .. Settings, .. References];

    private static IEnumerable<Mistake> Shape =>
    [
        InDeployment("shape", "its apiVersion is not apps/v1", d => d["apiVersion"] = "extensions/v1beta1"),
        InDeployment("shape", "nothing is known about the kind 'Deploymnt'", d => d["kind"] = "Deploymnt"),
        InDeployment("shape", "spec/selector/matchLabels is missing", d => d["spec"]!.AsObject().Remove("selector")),
        InDeployment("shape", "its name is not a DNS label", d => d["metadata"]!["name"] = "Synapse_Silo"),
        InDeployment("shape", "it is not in the namespace 'synapse'", d => d["metadata"]!["namespace"] = "default"),
        InDeployment("shape", "annotations/prometheus.io/port is not a text", d => d["spec"]!["template"]!["metadata"]!["annotations"]!["prometheus.io/port"] = 8080),
        InDeployment("shape", "labels/app.kubernetes.io/component is not a label value", d => d["metadata"]!["labels"]!["app.kubernetes.io/component"] = "the silo"),
        InContainer("shape", "containers/0/image is missing", c => c.AsObject().Remove("image")),
        InContainer("shape", "'SYNAPSE__CLUSTER__CLUSTERING' does not have exactly one", c => c["env"]![0]!["value"] = 1),
        In("shape", "ServiceAccount/synapse-silo is there 2 times", m => m.Documents.Add(m.One("ServiceAccount", "synapse-silo").DeepClone())),
    ];

    private static IEnumerable<Mistake> Lifecycle =>
    [
        InDeployment("lifecycle", "takes silos away before", d => d["spec"]!["strategy"]!["rollingUpdate"]!["maxUnavailable"] = 1),
        InDeployment("lifecycle", "takes silos away before", d => d["spec"]!["strategy"] = new JsonObject { ["type"] = "Recreate" }),
        InDeployment("lifecycle", "the moment a silo is ready", d => d["spec"]!.AsObject().Remove("minReadySeconds")),
        InDeployment("lifecycle", "called failed while a silo may still take 600 s", d => d["spec"]!.AsObject().Remove("progressDeadlineSeconds")),
        InPod("lifecycle", "killed after 30 s", p => p.AsObject().Remove("terminationGracePeriodSeconds")),
        InPod("lifecycle", "killed after 35 s, in the middle of 5 s of sleep and 30 s", p => p["terminationGracePeriodSeconds"] = 35),
        InValue("lifecycle", "60 s of drain", "SYNAPSE__CLUSTER__DRAINSECONDS", "60"),
        InContainer("lifecycle", "the readinessProbe does not ask /health/ready", c => c["readinessProbe"]!["httpGet"]!["path"] = "/health/live"),
        InContainer("lifecycle", "the startupProbe does not ask", c => c.AsObject().Remove("startupProbe")),
        InContainer("lifecycle", "waits a second at most", c => c["livenessProbe"]!.AsObject().Remove("timeoutSeconds")),
        InContainer("lifecycle", "out of proportion", c => c["livenessProbe"]!["failureThreshold"] = 1),
        InContainer("lifecycle", "no program that a pre-stop hook could run", c => c["lifecycle"]!["preStop"] = new JsonObject { ["exec"] = new JsonObject { ["command"] = new JsonArray("sleep", "5") } }),
    ];

    private static IEnumerable<Mistake> PodSecurity =>
    [
        In("pod security", "does not enforce 'restricted'", m => m.One("Namespace", "synapse")["metadata"]!["labels"]!["pod-security.kubernetes.io/enforce"] = "baseline"),
        In("pod security", "hands out its token", m => m.One("ServiceAccount", "synapse-silo").AsObject().Remove("automountServiceAccountToken")),
        InPod("pod security", "a token for the API", p => p["automountServiceAccountToken"] = true),
        InPod("pod security", "shares the node: hostNetwork", p => p["hostNetwork"] = true),
        InPod("pod security", "of a kind that is not allowed", p => p["volumes"]!.AsArray().Add(new JsonObject { ["name"] = "host", ["hostPath"] = new JsonObject { ["path"] = "/" } })),
        InPod("pod security", "may run as root", p => p["securityContext"]!["runAsUser"] = 0),
        InPod("pod security", "may run as root", p => p["securityContext"]!.AsObject().Remove("runAsNonRoot")),
        InContainer("pod security", "may run as root", c => c["securityContext"]!["runAsNonRoot"] = false),
        InPod("pod security", "no seccomp profile", p => p["securityContext"]!["seccompProfile"]!["type"] = "Unconfined"),
        InContainer("pod security", "may gain privileges", c => c["securityContext"]!.AsObject().Remove("allowPrivilegeEscalation")),
        InContainer("pod security", "may gain privileges", c => c["securityContext"]!["privileged"] = true),
        InContainer("pod security", "keeps capabilities", c => c["securityContext"]!["capabilities"]!["drop"] = new JsonArray("NET_RAW")),
        InContainer("pod security", "keeps capabilities", c => c["securityContext"]!["capabilities"]!["add"] = new JsonArray("SYS_PTRACE")),
        InContainer("pod security", "takes a port of the node", c => c["ports"]![0]!["hostPort"] = 11111),
        InContainer("pod security", "can write elsewhere", c => c["securityContext"]!["readOnlyRootFilesystem"] = false),
        InContainer("pod security", "can write elsewhere", c => c["volumeMounts"]!.AsArray().RemoveAt(0)),
        InPod("pod security", "keeps capabilities", p => p["initContainers"] = new JsonArray(new JsonObject { ["name"] = "init", ["image"] = "x:1.0" })),
    ];

    private static IEnumerable<Mistake> Resources =>
    [
        InContainer("resources", "'synapse-silo' has no version", c => c["image"] = "synapse-silo"),
        InContainer("resources", "'registry:5000/synapse-silo' has no version", c => c["image"] = "registry:5000/synapse-silo"),
        InContainer("resources", "'synapse-silo:latest' has no version", c => c["image"] = "synapse-silo:latest"),
        InContainer("resources", "a limit of memory above them", c => c["resources"]!.AsObject().Remove("requests")),
        InContainer("resources", "a limit of memory above them", c => c["resources"]!["limits"]!["memory"] = "256Mi"),
        InContainer("resources", "throttles", c => c["resources"]!["limits"]!["cpu"] = "1"),
    ];

    private static IEnumerable<Mistake> Settings =>
    [
        InValue("environment", "SYNAPSE__CLUSTER__SILOPRT is not a setting", "SYNAPSE__CLUSTER__SILOPRT", "11111"),
        InValue("environment", "SYNAPSE__CLUSTER__CLUSTERING cannot be 'redis'", "SYNAPSE__CLUSTER__CLUSTERING", "redis"),
        InValue("environment", "no pool takes the role 'workers'", "SYNAPSE__CLUSTER__ROLES", "reviews,api"),
        InValue("environment", "SYNAPSE__CLUSTER__ROLES cannot be 'reviews, api'", "SYNAPSE__CLUSTER__ROLES", "reviews, api"),
        InValue("environment", "not told the pod's address", "SYNAPSE__CLUSTER__ADDRESS", "10.0.0.1"),
        InValue("environment", "HTTP listens where nobody reaches it", "SYNAPSE__HTTP__ADDRESS", null),
        InContainer("environment", "SYNAPSE__HTTP__PORT is there twice", c => c["env"]!.AsArray().Add(new JsonObject { ["name"] = "SYNAPSE__HTTP__PORT", ["value"] = "8080" })),
        In("environment", "differs between pools: a, b", m => Pools(m, "SYNAPSE__CLUSTER__CLUSTERID")) with { Overlay = "split" },
    ];

    private static IEnumerable<Mistake> References =>
    [
        InPod("references", "the service account 'default' is not there", p => p["serviceAccountName"] = "default"),
        InPod("references", "the ConfigMap 'synapse-silo' is not there", p => p["volumes"]![1]!["configMap"]!["name"] = "synapse-silo"),
        InPod("references", "is mounted nowhere", p => p["volumes"]!.AsArray().Add(new JsonObject { ["name"] = "more", ["emptyDir"] = new JsonObject() })),
        InPod("references", "the volume 'tmp' is mounted and not there", p => p["volumes"]!.AsArray().RemoveAt(0)),
        InContainer("references", "no volume has the file /etc/synapse/other.json", c => c["args"]![1] = "/etc/synapse/other.json"),
        InValue("references", "no volume has the file /etc/synapse-tls/key.pem", "SYNAPSE__TLS__KEY", "/etc/synapse-tls/key.pem"),
        InContainer("references", "does not tell to make the key 'pg'", c => c["env"]!.AsArray().Add(new JsonObject { ["name"] = "X", ["valueFrom"] = new JsonObject { ["secretKeyRef"] = new JsonObject { ["name"] = "synapse-silo", ["key"] = "pg" } } })),
        InContainer("secrets", "SYNAPSE__STORAGE__POSTGRES does not come from a Secret", c => c["env"]!.AsArray().Add(new JsonObject { ["name"] = "SYNAPSE__STORAGE__POSTGRES", ["value"] = "Host=db" })),
        InValue("secrets", "lacks SYNAPSE__DASHBOARD__OPERATORKEY", "SYNAPSE__DASHBOARD__OPERATORKEY", null),
        InValue("secrets", "looks like a secret", "SYNAPSE__TELEMETRY__OTLPENDPOINT", "http://user:word@collector:4317"),
        InValue("secrets", "looks like a secret", "DATABASE", "Host=db;Password=word"),
        In("secrets", "Secret/synapse-silo is in the manifest", m => m.Documents.Add(new JsonObject { ["kind"] = "Secret", ["metadata"] = new JsonObject { ["name"] = "synapse-silo" } })),
    ];

    /// <summary>Gives the variable a value of its own in each pool: a, b, ...</summary>
    private static void Pools(Rendering.Manifest manifest, string name)
    {
        foreach (var (index, workload) in manifest.Workloads.Index())
        {
            workload.Environment.Single(e => e["name"]!.ToString() == name)["value"] = $"{(char)('a' + index)}";
        }
    }
}
