using System.Globalization;
using System.Text.Json.Nodes;
using Synapse.Deployment.Tests.Rendering;

namespace Synapse.Deployment.Tests.Checks;

/// <summary>Numbers of silos, the autoscaler's metric and the disruption budgets fit each other.</summary>
internal static class ScalingCheck
{
    private static readonly Lazy<HashSet<string>> Served =
        new(() => [.. YamlText.Documents(Repository.Read("infra/k8s/monitoring/adapter-rule.yaml")).OfType<JsonArray>().SelectMany(r => r).Select(r => r.Text("name/as"))]);

    public static IEnumerable<string> Problems(Manifest manifest) =>
        [.. manifest.Of("HorizontalPodAutoscaler").SelectMany(a => Autoscaler(manifest, a)), .. manifest.Workloads.SelectMany(w => Workload(manifest, w)), .. manifest.Of("PodDisruptionBudget").SelectMany(b => Budget(manifest, b))];

    private static IEnumerable<string> Autoscaler(Manifest manifest, JsonNode autoscaler)
    {
        var title = Manifest.Title(autoscaler);
        if (autoscaler.Text("spec/scaleTargetRef/apiVersion") != "apps/v1" || !manifest.Has(autoscaler.Text("spec/scaleTargetRef/kind"), autoscaler.Text("spec/scaleTargetRef/name")))
        {
            yield return $"{title} scales something that is not there";
        }

        if (autoscaler.Number("spec/minReplicas") is not { } least || autoscaler.Number("spec/maxReplicas") is not { } most || least >= most)
        {
            yield return $"{title} has no room between its bounds";
        }

        foreach (var metric in autoscaler.Items("spec/metrics"))
        {
            if (metric.Text("type") != "Pods" || !Served.Value.Contains(metric.Text("pods/metric/name")))
            {
                yield return $"{title} asks for a metric of pods that the adapter's rule does not serve: '{metric.Text("pods/metric/name")}'";
            }

            if (metric.Text("pods/target/type") != "AverageValue" || !int.TryParse(metric.Text("pods/target/averageValue"), NumberStyles.None, CultureInfo.InvariantCulture, out var target) || target == 0)
            {
                yield return $"{title} has no average value to aim at";
            }
        }

        if (autoscaler.Number("spec/behavior/scaleDown/stabilizationWindowSeconds") is not >= 60)
        {
            yield return $"{title} sends silos away at the first quiet moment";
        }
    }

    private static IEnumerable<string> Workload(Manifest manifest, Workload workload)
    {
        if (Scaler(manifest, workload) is not null && workload.Document.Find("spec/replicas") is not null)
        {
            yield return $"{workload.Name} has a number of replicas that fights its autoscaler";
        }

        var wanted = manifest.Overlay == "development" ? 1 : 3;
        if (Least(manifest, workload) < wanted)
        {
            yield return $"{workload.Name} has fewer than {wanted} silos";
        }
    }

    private static IEnumerable<string> Budget(Manifest manifest, JsonNode budget)
    {
        var (least, most) = (budget.Number("spec/minAvailable"), budget.Number("spec/maxUnavailable"));
        var silos = manifest.Workloads.Where(w => budget.Find("spec/selector/matchLabels").Selects(w.Labels)).Sum(w => Least(manifest, w));
        var isBound = (least, most) switch
        {
            (null, > 0) => most < silos || silos == 1,
            (>= 0, null) => least < silos,
            _ => false,
        };
        if (!isBound)
        {
            yield return $"{Manifest.Title(budget)} keeps nodes from being drained, or lets all {silos} silos go at once";
        }
    }

    private static JsonNode? Scaler(Manifest manifest, Workload workload) =>
        manifest.Of("HorizontalPodAutoscaler").FirstOrDefault(a => a.Text("spec/scaleTargetRef/name") == workload.Name);

    private static long Least(Manifest manifest, Workload workload) =>
        (Scaler(manifest, workload) is { } scaler ? scaler.Number("spec/minReplicas") : workload.Document.Number("spec/replicas")) ?? 1;
}
