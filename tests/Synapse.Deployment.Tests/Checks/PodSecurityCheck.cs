using System.Text.Json.Nodes;
using Synapse.Deployment.Tests.Rendering;

namespace Synapse.Deployment.Tests.Checks;

/// <summary>
/// The "restricted" level of Kubernetes' Pod Security Standards, and three things more: nothing to write to but /tmp, no token for the API,
/// no service links.
/// </summary>
internal static class PodSecurityCheck
{
    private static readonly string[] VolumeTypes = ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"];

    public static IEnumerable<string> Problems(Manifest manifest) =>
    [
        .. manifest.Of("Namespace").Where(n => (n["metadata"]?["labels"]?["pod-security.kubernetes.io/enforce"])?.ToString() != "restricted").Select(n => $"{Manifest.Title(n)} does not enforce 'restricted'"),
        .. manifest.Of("ServiceAccount").Where(a => !a.Is("automountServiceAccountToken", false)).Select(a => $"{Manifest.Title(a)} hands out its token"),
        .. manifest.Workloads.SelectMany(w => Pod(w.Pod).Concat(w.Containers.SelectMany(c => Container(w.Pod, c))), (w, p) => $"{w.Name}: {p}"),
    ];

    private static IEnumerable<string> Pod(JsonNode? pod)
    {
        foreach (var field in (string[])["hostNetwork", "hostPID", "hostIPC"])
        {
            if (pod.Find(field) is not null && !pod.Is(field, false))
            {
                yield return $"it shares the node: {field}";
            }
        }

        foreach (var volume in pod.Items("volumes").Where(v => v.AsObject().Any(p => p.Key != "name" && !VolumeTypes.Contains(p.Key))))
        {
            yield return $"the volume '{volume.Text("name")}' is of a kind that is not allowed";
        }

        if (!pod.Is("automountServiceAccountToken", false) || !pod.Is("enableServiceLinks", false))
        {
            yield return "it is given a token for the API, or variables for every service";
        }
    }

    private static IEnumerable<string> Container(JsonNode? pod, JsonNode container)
    {
        if (!Either(pod, container, "runAsNonRoot", n => n.Is("securityContext/runAsNonRoot", true)) || Either(pod, container, "runAsUser", n => n.Number("securityContext/runAsUser") is null or 0))
        {
            yield return "it may run as root";
        }

        if (!Either(pod, container, "seccompProfile", n => n.Text("securityContext/seccompProfile/type") is "RuntimeDefault" or "Localhost"))
        {
            yield return "it has no seccomp profile";
        }

        if (!container.Is("securityContext/allowPrivilegeEscalation", false) || container.Is("securityContext/privileged", true))
        {
            yield return "it may gain privileges";
        }

        var capabilities = container.Find("securityContext/capabilities");
        if (capabilities.Items("drop").All(c => c.ToString() != "ALL") || capabilities.Items("add").Any(c => c.ToString() != "NET_BIND_SERVICE"))
        {
            yield return "it keeps capabilities";
        }

        if (container.Items("ports").Any(p => p.Find("hostPort") is not null))
        {
            yield return "it takes a port of the node";
        }

        var isEmptyDir = pod.Items("volumes").Where(v => v.Find("emptyDir") is not null).Select(v => v.Text("name")).ToHashSet();
        var writable = container.Items("volumeMounts").Where(m => !m.Is("readOnly", true)).ToList();
        if (!container.Is("securityContext/readOnlyRootFilesystem", true) || writable.Any(m => m.Text("mountPath") != "/tmp" || !isEmptyDir.Contains(m.Text("name"))) || writable.Count != 1)
        {
            yield return "it can write elsewhere than in an empty /tmp, or not there";
        }
    }

    /// <summary>A container's own setting goes before the pod's.</summary>
    private static bool Either(JsonNode? pod, JsonNode container, string field, Func<JsonNode?, bool> holds) =>
        holds(container.Find($"securityContext/{field}") is null ? pod : container);
}
