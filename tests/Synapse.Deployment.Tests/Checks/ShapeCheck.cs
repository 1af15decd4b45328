using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Synapse.Deployment.Tests.Rendering;

namespace Synapse.Deployment.Tests.Checks;

/// <summary>What the API server requires of each kind: version, required fields, names, types of labels and environment values.</summary>
internal static partial class ShapeCheck
{
    private static readonly Dictionary<string, (string Version, string[] Required)> Kinds = new()
    {
        ["Namespace"] = ("v1", []),
        ["ServiceAccount"] = ("v1", []),
        ["ConfigMap"] = ("v1", ["data"]),
        ["Service"] = ("v1", ["spec/ports/0/port", "spec/selector"]),
        ["Deployment"] = ("apps/v1", ["spec/selector/matchLabels", "spec/template/metadata/labels", "spec/template/spec/containers/0/name", "spec/template/spec/containers/0/image"]),
        ["PodDisruptionBudget"] = ("policy/v1", ["spec/selector/matchLabels"]),
        ["HorizontalPodAutoscaler"] = ("autoscaling/v2", ["spec/scaleTargetRef/kind", "spec/scaleTargetRef/name", "spec/maxReplicas", "spec/metrics/0/type"]),
        ["NetworkPolicy"] = ("networking.k8s.io/v1", ["spec/podSelector", "spec/policyTypes/0"]),
    };

    public static IEnumerable<string> Problems(Manifest manifest)
    {
        var space = manifest.Of("Namespace").Select(d => d.Text("metadata/name")).SingleOrDefault();
        var twice = manifest.Documents.GroupBy(Manifest.Title).Where(g => g.Count() > 1).Select(g => $"{g.Key} is there {g.Count()} times");
        return manifest.Documents.SelectMany(d => OfDocument(d, space).Select(p => $"{Manifest.Title(d)}: {p}")).Concat(twice);
    }

    private static IEnumerable<string> OfDocument(JsonNode document, string? space)
    {
        var kind = document.Text("kind");
        if (!Kinds.TryGetValue(kind, out var rules))
        {
            return [$"nothing is known about the kind '{kind}'"];
        }

        var missing = rules.Required.Where(path => document.Find(path) is null).Select(path => $"{path} is missing");
        string[] head =
        [
            document.Text("apiVersion") == rules.Version ? "" : $"its apiVersion is not {rules.Version}",
            DnsLabel().IsMatch(document.Text("metadata/name")) ? "" : "its name is not a DNS label of at most 63 characters",
            kind == "Namespace" || (space is not null && document.Text("metadata/namespace") == space) ? "" : $"it is not in the namespace '{space}'",
        ];
        return [.. head.Where(p => p.Length > 0), .. missing, .. Labels(document), .. Environment(document)];
    }

    private static IEnumerable<string> Labels(JsonNode document)
    {
        string[] places = ["metadata/labels", "metadata/annotations", "spec/template/metadata/labels", "spec/template/metadata/annotations", "spec/selector/matchLabels"];
        foreach (var (place, key, value) in places.SelectMany(p => (document.Find(p) as JsonObject ?? []).Select(l => (p, l.Key, l.Value))))
        {
            if (value?.GetValueKind() != JsonValueKind.String)
            {
                yield return $"{place}/{key} is not a text";
            }
            else if (!place.EndsWith("annotations", StringComparison.Ordinal) && !LabelValue().IsMatch(value.GetValue<string>()))
            {
                yield return $"{place}/{key} is not a label value";
            }
        }
    }

    private static IEnumerable<string> Environment(JsonNode document) =>
        from container in new Workload(document).Containers
        from variable in container.Items("env")
        where variable.Text("name").Length == 0 || (variable.Text("value").Length > 0) == (variable.Find("valueFrom") is not null)
        select $"the variable '{variable.Text("name")}' does not have exactly one of a text value and a source";

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")]
    private static partial Regex DnsLabel();

    [GeneratedRegex("^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$")]
    private static partial Regex LabelValue();
}
