using System.Text.Json.Nodes;
using Synapse.Deployment.Tests.Rendering;

namespace Synapse.Deployment.Tests.Checks;

/// <summary>Silos come before others go, have the time to drain, and are asked the right questions on the way.</summary>
internal static class LifecycleCheck
{
    private static readonly (string Probe, string Path)[] Probes =
        [("startupProbe", "/health/startup"), ("livenessProbe", "/health/live"), ("readinessProbe", "/health/ready")];

    public static IEnumerable<string> Problems(Manifest manifest) => manifest.Workloads.SelectMany(w => Workload(w).Concat(w.Containers.SelectMany(Container)), (w, p) => $"{w.Name}: {p}");

    private static IEnumerable<string> Workload(Workload workload)
    {
        var document = workload.Document;
        if (document.Text("spec/strategy/type") != "RollingUpdate" || document.Number("spec/strategy/rollingUpdate/maxUnavailable") is not 0 || document.Number("spec/strategy/rollingUpdate/maxSurge") is not > 0)
        {
            yield return "a rollout takes silos away before their successors are there";
        }

        if (document.Number("spec/minReadySeconds") is not > 0)
        {
            yield return "a rollout goes on the moment a silo is ready";
        }

        var drain = int.TryParse(workload.Value("SYNAPSE__CLUSTER__DRAINSECONDS"), out var seconds) ? seconds : 30;
        var sleep = workload.Containers.Max(c => c.Number("lifecycle/preStop/sleep/seconds") ?? 0);
        var grace = workload.Pod.Number("terminationGracePeriodSeconds") ?? 30;
        if (grace <= drain + sleep)
        {
            yield return $"it is killed after {grace} s, in the middle of {sleep} s of sleep and {drain} s of drain";
        }

        var startup = workload.Containers.Max(c => Patience(c, "startupProbe"));
        if (document.Number("spec/progressDeadlineSeconds") is not { } deadline || deadline <= startup)
        {
            yield return $"a rollout is called failed while a silo may still take {startup} s to start";
        }
    }

    private static IEnumerable<string> Container(JsonNode container)
    {
        foreach (var (probe, path) in Probes)
        {
            if (container.Text($"{probe}/httpGet/path") != path)
            {
                yield return $"the {probe} does not ask {path}";
            }

            if (container.Number($"{probe}/timeoutSeconds") is not > 1)
            {
                yield return $"the {probe} waits a second at most";
            }
        }

        // Startup may migrate; a restart for a pause costs more than the pause; an unready silo should be noticed soon.
        if (Patience(container, "startupProbe") < 300 || Patience(container, "livenessProbe") < 30 || Patience(container, "readinessProbe") > 30)
        {
            yield return "the probes are out of proportion";
        }

        if (container.Find("lifecycle/preStop/exec") is not null)
        {
            yield return "the image has no program that a pre-stop hook could run";
        }
    }

    private static long Patience(JsonNode container, string probe) =>
        (container.Number($"{probe}/initialDelaySeconds") ?? 0) + ((container.Number($"{probe}/periodSeconds") ?? 10) * (container.Number($"{probe}/failureThreshold") ?? 3));
}
