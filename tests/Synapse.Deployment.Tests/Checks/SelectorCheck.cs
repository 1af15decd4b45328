using System.Text.Json.Nodes;
using Synapse.Deployment.Tests.Rendering;

namespace Synapse.Deployment.Tests.Checks;

/// <summary>Selectors choose what they are meant to choose, and nothing of another workload.</summary>
internal static class SelectorCheck
{
    public static IEnumerable<string> Problems(Manifest manifest) =>
        [.. Workloads(manifest), .. Choosers(manifest), .. Budgets(manifest), .. Spread(manifest)];

    private static IEnumerable<string> Workloads(Manifest manifest)
    {
        foreach (var workload in manifest.Workloads)
        {
            if (!workload.Selector.Selects(workload.Labels))
            {
                yield return $"{workload.Name} does not select its own pods";
            }

            foreach (var other in manifest.Workloads.Where(o => o.Name != workload.Name && workload.Selector.Selects(o.Labels)))
            {
                yield return $"{workload.Name} also selects the pods of {other.Name}";
            }
        }
    }

    private static IEnumerable<string> Choosers(Manifest manifest)
    {
        var services = manifest.Of("Service").Select(d => (Document: d, Selector: d.Find("spec/selector")));
        // A policy for all pods of the namespace has an empty selector.
        var policies = manifest.Of("NetworkPolicy").Select(d => (Document: d, Selector: d.Find("spec/podSelector/matchLabels")))
            .Where(p => p.Document.Find("spec/podSelector") is not JsonObject { Count: 0 });
        return services.Concat(policies).Where(c => !manifest.Workloads.Any(w => c.Selector.Selects(w.Labels))).Select(c => $"{Manifest.Title(c.Document)} selects no pod");
    }

    /// <summary>A pod that two budgets select cannot be evicted at all; one that none selects has no protection.</summary>
    private static IEnumerable<string> Budgets(Manifest manifest) =>
        from workload in manifest.Workloads
        let budgets = manifest.Of("PodDisruptionBudget").Count(b => b.Find("spec/selector/matchLabels").Selects(workload.Labels))
        where budgets != 1
        select $"{budgets} disruption budgets select the pods of {workload.Name}";

    private static IEnumerable<string> Spread(Manifest manifest)
    {
        foreach (var workload in manifest.Workloads)
        {
            var spread = workload.Pod.Items("topologySpreadConstraints").ToList();
            foreach (var key in (string[])["topology.kubernetes.io/zone", "kubernetes.io/hostname"])
            {
                var constraint = spread.FirstOrDefault(c => c.Text("topologyKey") == key);
                if (constraint.Number("maxSkew") is not > 0 || constraint.Text("whenUnsatisfiable").Length == 0)
                {
                    yield return $"{workload.Name} is not spread over {key}";
                }
                else if (!JsonNode.DeepEquals(constraint.Find("labelSelector/matchLabels"), workload.Selector))
                {
                    yield return $"{workload.Name} is spread over {key} by other pods than its own";
                }
            }
        }
    }
}
