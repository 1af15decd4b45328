using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Synapse.Deployment.Tests.Rendering;

namespace Synapse.Deployment.Tests.Checks;

/// <summary>What a pod names is there: accounts, volumes, configuration, and Secrets whose keys the runbook tells to make.</summary>
internal static partial class ReferenceCheck
{
    private const string Runbook = "infra/runbook.md";

    private static readonly Lazy<HashSet<(string Secret, string Key)>> Documented =
        new(() => [.. SecretRow().Matches(Repository.Read(Runbook)).Select(m => (m.Groups[1].Value, m.Groups[2].Value))]);

    public static IEnumerable<string> Problems(Manifest manifest) =>
        manifest.Workloads.SelectMany(w => (string[])[.. Accounts(manifest, w), .. Volumes(manifest, w), .. Mounts(w), .. Files(manifest, w), .. Keys(w)], (w, p) => $"{w.Name}: {p}");

    private static IEnumerable<string> Accounts(Manifest manifest, Workload workload) =>
        manifest.Has("ServiceAccount", workload.Pod.Text("serviceAccountName")) ? [] : [$"the service account '{workload.Pod.Text("serviceAccountName")}' is not there"];

    private static IEnumerable<string> Volumes(Manifest manifest, Workload workload) =>
        from volume in workload.Pod.Items("volumes")
        let name = volume.Text("configMap/name")
        where volume.Find("configMap") is not null && !manifest.Has("ConfigMap", name)
        select $"the ConfigMap '{name}' is not there";

    private static IEnumerable<string> Mounts(Workload workload)
    {
        var volumes = workload.Pod.Items("volumes").Select(v => v.Text("name")).ToHashSet();
        var mounts = workload.Containers.SelectMany(c => c.Items("volumeMounts")).Select(m => m.Text("name")).ToHashSet();
        return [.. mounts.Except(volumes).Select(m => $"the volume '{m}' is mounted and not there"), .. volumes.Except(mounts).Select(v => $"the volume '{v}' is mounted nowhere")];
    }

    /// <summary>Paths given to the silo lead into a volume that has the file.</summary>
    private static IEnumerable<string> Files(Manifest manifest, Workload workload)
    {
        foreach (var container in workload.Containers)
        {
            var paths = container.Items("args").Select(a => a.ToString()).Concat(container.Items("env").Select(e => e.Text("value"))).Where(v => v.StartsWith('/'));
            foreach (var path in paths)
            {
                var name = container.Items("volumeMounts").FirstOrDefault(m => m.Text("mountPath") == Path.GetDirectoryName(path)).Text("name");
                var volume = workload.Pod.Items("volumes").FirstOrDefault(v => v.Text("name") == name);
                var file = Path.GetFileName(path);
                var config = manifest.Of("ConfigMap").FirstOrDefault(c => c.Text("metadata/name") == volume.Text("configMap/name"));
                if ((config?["data"] as JsonObject)?.ContainsKey(file) != true && !Documented.Value.Contains((volume.Text("secret/secretName"), file)))
                {
                    yield return $"no volume has the file {path}";
                }
            }
        }
    }

    private static IEnumerable<string> Keys(Workload workload) =>
        from variable in workload.Environment
        let key = variable.Find("valueFrom/secretKeyRef")
        where key is not null && !Documented.Value.Contains((key.Text("name"), key.Text("key")))
        select $"{Runbook} does not tell to make the key '{key.Text("key")}' of the Secret '{key.Text("name")}'";

    /// <summary>The runbook's table of Secrets: | `name` | `key` | what it is |.</summary>
    [GeneratedRegex(@"^ *\| `([a-z0-9-]+)` \| `([A-Za-z0-9._-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex SecretRow();
}
